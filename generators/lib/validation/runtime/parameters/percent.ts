/** Undoes percent-encoding (RFC 3986 §2.1, UTF-8); undefined when it is malformed. `+` stays itself. */
export function decodePercent(raw: string): string | undefined {
  if (raw.indexOf('%') === -1) return raw;
  try {
    return decodeURIComponent(raw);
  } catch {
    return undefined; // `%`, `%zz`, `%ff`
  }
}

/** As `decodePercent`, by the rules of form encoding (WHATWG URL §5.1): `+` is a space. For query strings and forms. */
export function decodeQuery(raw: string): string | undefined {
  if (raw.indexOf('+') === -1) return decodePercent(raw);
  return decodePercent(raw.replace(/\+/g, ' '));
}

/** Headers and `style: cookie`: percent-encoding is never undone (OpenAPI 3.2 §4.12.2.2). Surrounding blanks go. */
export function decodeNothing(raw: string): string {
  return raw.trim();
}

/** Undoes the encoding of one piece of a serialized value. */
export type Decode = (raw: string) => string | undefined;
