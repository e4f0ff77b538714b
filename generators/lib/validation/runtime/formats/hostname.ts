import { domainToASCII, domainToUnicode } from 'node:url';
import { isLabel } from './idn-label';

const LABEL = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/** RFC 1123 §2.1; labels in Punycode must decode (RFC 5891). */
export function isHostname(text: string): boolean {
  if (text.length === 0 || text.length > 253) return false;
  for (const label of text.split('.')) {
    if (!LABEL.test(label)) return false;
    // RFC 5891 §4.2.3.1: `--` in third and fourth place is reserved for A-labels.
    if (label.startsWith('--', 2) && !isALabel(label)) return false;
  }
  return true;
}

/** One that decodes, to a label that is allowed, and encodes to itself again. */
function isALabel(label: string): boolean {
  const ascii = label.toLowerCase();
  if (!/^xn--./.test(ascii)) return false;
  const decoded = domainToUnicode(ascii);
  return decoded !== ascii && isLabel(decoded) && domainToASCII(decoded) === ascii;
}
