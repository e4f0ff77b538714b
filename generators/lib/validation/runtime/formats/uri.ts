import { isIpv6 } from './ip';

/** RFC 3986 appendix B, which cuts any text in linear time. */
const PARTS = /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#([^]*))?$/;
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*$/;
const AUTHORITY = /^(?:([^@]*)@)?(\[[^\]]*\]|[^:[\]]*)(?::(\d*))?$/;
const IP_FUTURE = /^v[0-9A-Fa-f]+\.[A-Za-z0-9\-._~!$&'()*+,;=:]+$/i;

interface Characters {
  readonly userInfo: RegExp;
  readonly name: RegExp;
  readonly path: RegExp;
  readonly query: RegExp;
  readonly fragment: RegExp;
}

/** Runs of allowed characters and `%` escapes; `more` are the characters an IRI has beyond a URI. */
function characters(more: string, queryMore: string): Characters {
  const runs = (extra: string) => new RegExp(`^(?:[A-Za-z0-9\\-._~!$&'()*+,;=${extra}]|%[0-9A-Fa-f]{2})*$`, 'u');
  return {
    userInfo: runs(`:${more}`),
    name: runs(more),
    path: runs(`:@/${more}`),
    query: runs(`:@/?${more}${queryMore}`),
    fragment: runs(`:@/?${more}`),
  };
}

const URI = characters('', '');
// RFC 3987 §2.2 ucschar and iprivate.
const IRI = characters(
  '\\u00a0-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\uffef\\u{10000}-\\u{1fffd}\\u{20000}-\\u{2fffd}\\u{30000}-\\u{3fffd}\\u{40000}-\\u{4fffd}\\u{50000}-\\u{5fffd}\\u{60000}-\\u{6fffd}\\u{70000}-\\u{7fffd}\\u{80000}-\\u{8fffd}\\u{90000}-\\u{9fffd}\\u{a0000}-\\u{afffd}\\u{b0000}-\\u{bfffd}\\u{c0000}-\\u{cfffd}\\u{d0000}-\\u{dfffd}\\u{e1000}-\\u{efffd}',
  '\\ue000-\\uf8ff\\u{f0000}-\\u{ffffd}\\u{100000}-\\u{10fffd}',
);

/** RFC 3986 §3. */
export function isUri(text: string): boolean {
  return matches(text, URI, true);
}

/** RFC 3986 §4.1. */
export function isUriReference(text: string): boolean {
  return matches(text, URI, false);
}

/** RFC 3987 §2.2. */
export function isIri(text: string): boolean {
  return matches(text, IRI, true);
}

export function isIriReference(text: string): boolean {
  return matches(text, IRI, false);
}

function matches(text: string, allowed: Characters, absolute: boolean): boolean {
  const parts = PARTS.exec(text);
  if (parts === null) return false;
  const [, scheme, authority, path = '', query = '', fragment = ''] = parts;
  if (scheme === undefined ? absolute || text.startsWith(':') : !SCHEME.test(scheme)) return false;
  if (authority !== undefined && !isAuthority(authority, allowed)) return false;
  // §3.3: without an authority a path cannot begin with `//`, and a relative one has no `:` in its first segment.
  if (authority === undefined && path.startsWith('//')) return false;
  return allowed.path.test(path) && allowed.query.test(query) && allowed.fragment.test(fragment);
}

function isAuthority(text: string, allowed: Characters): boolean {
  const parts = AUTHORITY.exec(text);
  if (parts === null) return false;
  const [, userInfo = '', host = ''] = parts;
  if (!allowed.userInfo.test(userInfo)) return false;
  if (!host.startsWith('[')) return allowed.name.test(host);
  const literal = host.slice(1, -1);
  return isIpv6(literal) || IP_FUTURE.test(literal);
}

