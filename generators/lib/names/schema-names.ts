import { allocate, pascalName, stemName } from './allocator';
import type { Candidate } from './allocator';
import type { SchemaNames } from './names';
import { isReservedIdentifier, isReservedStem } from './reserved';
import { kebabCase, pascalCase, shorten, shortHash, toWords } from './words';

const COMPONENTS = '#/components/schemas/';

/**
 * Names of schemas by pointer: those of `#/components/schemas` by their keys, any other place by
 * its pointer's words and a hash of the pointer, which needs no list of all places.
 */
export function schemaNames(keys: Iterable<string>): (pointer: string) => SchemaNames {
  const components = [...keys];
  const identifiers = allocate(components.map(identifierCandidate));
  const files = allocate(components.map((key) => fileCandidate(key, identifiers.get(key)!)));
  const known = new Map<string, SchemaNames>();
  for (const key of components) known.set(COMPONENTS + escape(key), { identifier: identifiers.get(key)!, file: files.get(key)! });
  const taken = new Set([...known.values()].flatMap((n) => [n.identifier, n.file]));
  return (pointer) => {
    const names = known.get(pointer) ?? inlineNames(pointer, taken);
    known.set(pointer, names);
    return names;
  };
}

function identifierCandidate(key: string): Candidate<string> {
  const { name, exact } = pascalName(key);
  const usable = name === '' ? 'Schema' : /^\d/.test(name) || isReservedIdentifier(name) ? `${prefix(name)}Schema` : name;
  return { subject: key, name: usable, exact: exact && usable === name, suffix: `H${shortHash(key)}`, key };
}

function fileCandidate(key: string, identifier: string): Candidate<string> {
  const { name } = stemName(identifier);
  return { subject: key, name: isReservedStem(name) ? `${name}-schema` : name, exact: false, suffix: `-${shortHash(key)}`, key };
}

function prefix(name: string): string {
  return /^\d/.test(name) ? `Schema${name}` : name;
}

function inlineNames(pointer: string, taken: ReadonlySet<string>): SchemaNames {
  const words = shorten(placeWords(pointer), 60);
  for (let salt = ''; ; salt += ' ') {
    const hash = `h${shortHash(pointer + salt)}`;
    const names = { identifier: pascalCase([...words, hash]), file: kebabCase([...words, hash]) };
    if (!taken.has(names.identifier) && !taken.has(names.file)) return names;
  }
}

// `#/paths/~1users/post/requestBody/content/application~1json/schema` reads `users post request body json`.
const NOISE = new Set(['#', 'paths', 'components', 'schemas', 'properties', 'content', 'schema', 'application']);

function placeWords(pointer: string): string[] {
  const words = pointer.split('/').filter((part) => !NOISE.has(part)).flatMap((part) => toWords(unescape(part)));
  const text = words.filter((word) => word !== 'application');
  return text.length === 0 || /^\d/.test(text[0]!) ? ['schema', ...text] : text;
}

function escape(key: string): string {
  return key.replace(/~/g, '~0').replace(/\//g, '~1').replace(/%/g, '%25');
}

function unescape(part: string): string {
  return part.replace(/%25/g, '%').replace(/~1/g, '/').replace(/~0/g, '~');
}
