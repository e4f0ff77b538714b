import { decodeQuery } from './percent';

/** The pieces of a query string or form: name, raw value, name, raw value, … Names are decoded, values as sent. */
export function splitPairs(text: string): string[] {
  const pairs: string[] = [];
  const length = text.length;
  let equals = -1;
  for (let start = 0; start < length; ) {
    let end = text.indexOf('&', start);
    if (end === -1) end = length;
    // Looked for once, not once a pair: `a&a&a&…` would take quadratic time.
    if (equals < start) {
      equals = text.indexOf('=', start);
      if (equals === -1) equals = length;
    }
    if (end > start) {
      if (equals < end) pairs.push(pairName(text.slice(start, equals)), text.slice(equals + 1, end));
      else pairs.push(pairName(text.slice(start, end)), '');
    }
    start = end + 1;
  }
  return pairs;
}

/** The pairs of a Cookie header (RFC 6265 §4.2): name, raw value, …; what has no `=` is no cookie. */
export function splitCookies(header: string | undefined): string[] {
  if (header === undefined || header === '') return [];
  const pairs: string[] = [];
  for (const piece of header.split(';')) {
    const equals = piece.indexOf('=');
    const name = piece.slice(0, Math.max(equals, 0)).trim();
    if (name !== '') pairs.push(name, piece.slice(equals + 1).trim());
  }
  return pairs;
}

/** A malformed name stays as sent: it is then the name of no parameter. */
function pairName(raw: string): string {
  return decodeQuery(raw) ?? raw;
}
