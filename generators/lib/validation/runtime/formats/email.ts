import { isHostname } from './hostname';
import { isIdnHostname } from './idn-hostname';
import { isIpv4, isIpv6 } from './ip';

const ATOMS = /^[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]+(?:\.[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]+)*$/;
const QUOTED = /^"(?:[ !#-[\]-~]|\\[ -~])*"$/;
const IDN_ATOMS = /^[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~\u0080-\u{10ffff}]+(?:\.[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~\u0080-\u{10ffff}]+)*$/u;
const IDN_QUOTED = /^"(?:[ !#-[\]-~\u0080-\u{10ffff}]|\\[ -~])*"$/u;

// What nearly every address looks like, without anything that needs a closer look (`xn--`, 63 characters and more).
const PLAIN = /^[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]+(?:\.[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]+)*@[A-Za-z0-9]{1,62}(?:[.-][A-Za-z0-9]{1,20}){1,5}$/;

/** RFC 5321 §4.1.2 `Mailbox`. */
export function isEmail(text: string): boolean {
  if (PLAIN.test(text)) return true;
  const at = text.lastIndexOf('@');
  if (at < 1) return false;
  const local = text.slice(0, at);
  const domain = text.slice(at + 1);
  return (ATOMS.test(local) || QUOTED.test(local)) && (isHostname(domain) || isAddressLiteral(domain));
}

/** RFC 6531 §3.3. */
export function isIdnEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  if (at < 1) return false;
  const local = text.slice(0, at);
  const domain = text.slice(at + 1);
  return (IDN_ATOMS.test(local) || IDN_QUOTED.test(local)) && (isIdnHostname(domain) || isAddressLiteral(domain));
}

function isAddressLiteral(text: string): boolean {
  if (!text.startsWith('[') || !text.endsWith(']')) return false;
  const address = text.slice(1, -1);
  return /^IPv6:/i.test(address) ? isIpv6(address.slice(5)) : isIpv4(address);
}
