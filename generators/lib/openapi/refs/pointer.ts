/** A JSON pointer as its unescaped tokens. */
export type Tokens = readonly string[];

/** `['paths', '/a b']` → `/paths/~1a b` (RFC 6901 §3). */
export function formatPointer(tokens: Tokens): string {
  return tokens.map((t) => `/${t.replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}

/** `/paths/~1a` → `['paths', '/a']`; '' → []. Undefined when it does not start with a slash. */
export function parsePointer(pointer: string): string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) return undefined;
  return pointer.slice(1).split('/').map((t) => t.replace(/~1/g, '/').replace(/~0/g, '~'));
}

/**
 * A local reference in the one spelling the bundled document uses: `#` + RFC 6901 pointer, with only
 * `%` percent-encoded, so that equal text means equal target and decoding is never ambiguous.
 */
export function localRef(tokens: Tokens): string {
  return `#${formatPointer(tokens).replace(/%/g, '%25')}`;
}

/** Tokens of a URI fragment without its `#`; percent-encoding is undone where it is valid. */
export function parseFragment(fragment: string): string[] | undefined {
  return parsePointer(decodePercent(fragment));
}

/** `a%20b` → `a b`; text that is not valid percent-encoding (`100%`) stays as it is. */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Own member of an object or array, or undefined. */
export function member(node: unknown, token: string): unknown {
  if (typeof node !== 'object' || node === null) return undefined;
  return Object.hasOwn(node, token) ? (node as Record<string, unknown>)[token] : undefined;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
