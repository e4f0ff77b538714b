import { domainToUnicode } from 'node:url';

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

function isALabel(label: string): boolean {
  return /^xn--./i.test(label) && domainToUnicode(label) !== '';
}
