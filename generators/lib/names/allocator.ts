import { camelCase, kebabCase, pascalCase, shorten, shortHash, toWords } from './words';

/** Something that wants a name. */
export interface Candidate<T> {
  readonly subject: T;
  readonly name: string;
  /** The document says exactly this name: it wins over names that were derived. */
  readonly exact: boolean;
  /** Appended when the name is taken; depends on the subject alone. */
  readonly suffix: string;
  /** Identity of the subject, unique: what the last resort, a hash, is made of. */
  readonly key: string;
}

/**
 * Gives every candidate a name of its own. Nothing depends on the order of the candidates. Of
 * several candidates for one name the only exact one keeps it; all others, the first included, get
 * their suffix, so that no name ever passes silently from one subject to another.
 *
 * @param fold what makes two names the same, e.g. lower case for files
 */
export function allocate<T>(candidates: readonly Candidate<T>[], fold: (name: string) => string = (n) => n): Map<T, string> {
  const names = new Map<T, string>();
  const taken = new Set<string>();
  const losers: Candidate<T>[] = [];
  for (const group of groupBy(candidates, (c) => fold(c.name)).values()) {
    const exact = group.filter((c) => c.exact);
    const winner = group.length === 1 ? group[0] : exact.length === 1 ? exact[0] : undefined;
    if (winner) {
      names.set(winner.subject, winner.name);
    }
    taken.add(fold(group[0]!.name));
    losers.push(...group.filter((c) => c !== winner));
  }
  for (const group of groupBy(losers, (c) => fold(c.name + c.suffix)).values()) {
    const name = group[0]!.name + group[0]!.suffix;
    if (group.length === 1 && !taken.has(fold(name))) names.set(group[0]!.subject, name);
  }
  for (const name of names.values()) taken.add(fold(name));
  const rest = losers.filter((c) => !names.has(c.subject)).sort((a, b) => (a.key < b.key ? -1 : 1));
  for (const c of rest) {
    const name = hashed(c, (n) => taken.has(fold(n)));
    taken.add(fold(name));
    names.set(c.subject, name);
  }
  return names;
}

/** The last resort; salted until it is free, for documents that guess the hash. */
function hashed({ name, suffix, key }: Candidate<unknown>, isTaken: (name: string) => boolean): string {
  const separator = suffix.startsWith('-') ? '-h' : 'H';
  for (let salt = ''; ; salt += ' ') {
    const wanted = `${name}${suffix}${separator}${shortHash(key + salt)}`;
    if (!isTaken(wanted)) return wanted;
  }
}

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const known = groups.get(keyOf(item));
    if (known) known.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

const LIMIT = 80;

/** Text as camelCase: kept to the letter when it already is, so that the document's name is the code's. */
export function camelName(text: string): { name: string; exact: boolean } {
  const exact = /^[a-z][A-Za-z0-9]*$/.test(text) && text.length <= LIMIT;
  return { name: exact ? text : camelCase(shorten(toWords(text), LIMIT)), exact };
}

/** Text as PascalCase: kept to the letter when it already is. */
export function pascalName(text: string): { name: string; exact: boolean } {
  const exact = /^[A-Z][A-Za-z0-9]*$/.test(text) && text.length <= LIMIT;
  return { name: exact ? text : pascalCase(shorten(toWords(text), LIMIT)), exact };
}

/** Text as a file stem; empty when it has no letter or digit. */
export function stemName(text: string): { name: string; exact: boolean } {
  const name = kebabCase(shorten(toWords(text), LIMIT));
  return { name, exact: name === text };
}
