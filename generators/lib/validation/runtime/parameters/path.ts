import { decodePercent } from './percent';

/**
 * Raw path segments, counted from the end so that a mount prefix does not matter: index 0 is the
 * last one. One trailing slash is ignored.
 */
export function lastSegments(path: string, count: number): string[] {
  const segments: string[] = [];
  let end = path.charCodeAt(path.length - 1) === SLASH ? path.length - 1 : path.length;
  while (segments.length < count) {
    const slash = end > 0 ? path.lastIndexOf('/', end - 1) : -1;
    segments.push(path.slice(slash + 1, Math.max(end, 0)));
    end = slash;
  }
  return segments;
}

/**
 * The variables of a segment with literals around them, or undefined when it does not match.
 * The first literal stands at the start, the last at the end, those between are taken where they
 * occur first: linear in the segment's length. `['', '.', '']` on `a.b.c` gives `a` and `b.c`.
 * @param literals one more than there are variables, percent-encoded as a client sends them
 */
export function matchSegment(segment: string, literals: readonly string[]): string[] | undefined {
  const found = matchExactly(segment, literals);
  if (found !== undefined || segment.indexOf('%') === -1) return found;
  // `/{id}:cancel` sent as `/5%3Acancel`
  const wanted = literals.join('');
  return matchExactly(segment.replace(ESCAPED_ASCII, (escape) => {
    const char = decodePercent(escape);
    return char !== undefined && wanted.includes(char) ? char : escape;
  }), literals);
}

function matchExactly(segment: string, literals: readonly string[]): string[] | undefined {
  const last = literals.length - 1;
  const suffix = literals[last]!;
  const end = segment.length - suffix.length;
  let at = literals[0]!.length;
  if (end < at || !segment.startsWith(literals[0]!) || !segment.endsWith(suffix)) return undefined;
  const values: string[] = [];
  for (let i = 1; i < last; i++) {
    const literal = literals[i]!;
    // At least one character each: `{a}{b}` gives the first one to `a`.
    const next = segment.indexOf(literal, at + 1);
    if (next === -1 || next + literal.length > end) return undefined;
    values.push(segment.slice(at, next));
    at = next + literal.length;
  }
  values.push(segment.slice(at, end));
  return values;
}

const SLASH = 47;
const ESCAPED_ASCII = /%[2-7][0-9A-Fa-f]/g;
