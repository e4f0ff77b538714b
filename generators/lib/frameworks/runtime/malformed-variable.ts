import { isWellFormed } from './malformed-path';

/**
 * The name of the first path variable that is malformed; undefined when no template has one there.
 * Templates are compared from the end of the path, so that prefixes do not matter; the longest wins.
 * @param path as it was sent
 */
export function malformedVariable(path: string, templates: readonly string[]): string | undefined {
  const sent = path.split('/');
  let found: string | undefined;
  let longest = 0;
  for (const template of templates) {
    const segments = template.split('/');
    if (segments.length <= longest || segments.length > sent.length) continue;
    const name = nameIn(sent.slice(-segments.length), segments);
    if (name === undefined) continue;
    found = name;
    longest = segments.length;
  }
  return found;
}

/** The first malformed variable of a template that fits; its first segment is what stands before the first slash. */
function nameIn(sent: readonly string[], segments: readonly string[]): string | undefined {
  let found: string | undefined;
  for (let i = 1; i < segments.length; i++) {
    const names = [...segments[i]!.matchAll(VARIABLE)].map(([, name]) => name!);
    const values = valuesOf(sent[i]!, segments[i]!.split(/\{[^{}]*\}/));
    if (values === undefined) return undefined;
    found ??= names.find((_, j) => !isWellFormed(values[j]!));
  }
  return found;
}

const VARIABLE = /\{([^{}]*)\}/g;

/** What stands between literals, each taken where it occurs first: linear, whatever was sent. */
function valuesOf(segment: string, literals: readonly string[]): string[] | undefined {
  const [prefix = '', ...rest] = literals;
  if (!segment.startsWith(prefix)) return undefined;
  const values: string[] = [];
  let at = prefix.length;
  for (const [i, literal] of rest.entries()) {
    const last = i === rest.length - 1;
    const next = last ? segment.length - literal.length : segment.indexOf(literal, at + 1);
    if (next <= at || !segment.startsWith(literal, next)) return undefined;
    values.push(segment.slice(at, next));
    at = next + literal.length;
  }
  return at === segment.length ? values : undefined;
}
