import { domainToASCII } from 'node:url';
import { isHostname } from './hostname';
import { isLabel } from './idn-label';

const SEPARATORS = /[.\u3002\uff0e\uff61]/;

/** RFC 5890 §2.3.2.3: an internationalized hostname, with RFC 5892's contextual rules. */
export function isIdnHostname(text: string): boolean {
  if (text === '' || !text.split(SEPARATORS).every(isLabel)) return false;
  const ascii = domainToASCII(text);
  return ascii !== '' && isHostname(ascii);
}
