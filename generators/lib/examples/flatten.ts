import type { BundledDocument, SchemaLocation } from '../model';
import { discriminated, subtypes } from './discriminator';
import { copyFlat, emptyFlat } from './flat-schema';
import type { FlatSchema } from './flat-schema';
import { addKeywords, isObject } from './own-keywords';

/**
 * Every way to satisfy all of the schemas at once, one after the other: one for each combination of
 * oneOf, anyOf and if branches that does not contradict itself.
 */
export function flatten(locations: readonly SchemaLocation[], document: BundledDocument): Generator<FlatSchema> {
  return expand(locations, emptyFlat(), document);
}

function* expand(queue: readonly SchemaLocation[], flat: FlatSchema, document: BundledDocument): Generator<FlatSchema> {
  const [first, ...rest] = queue;
  if (first === undefined) {
    yield flat;
    return;
  }
  const { schema, pointer } = first;
  if (schema === true) return yield* expand(rest, flat, document);
  if (!isObject(schema)) return;
  const next = copyFlat(flat);
  const more: SchemaLocation[] = [];
  if (typeof schema['$ref'] === 'string') {
    const ref = schema['$ref'];
    if (!flat.via.includes(ref)) {
      next.via = [...flat.via, ref];
      const target = document.resolve(ref);
      if (target === undefined) return;
      more.push({ schema: target as SchemaLocation['schema'], pointer: ref });
    }
    if (document.dialect === 'openapi-3.0') return yield* expand([...more, ...rest], next, document);
  }
  if (!addKeywords(next, schema, pointer)) return;
  // Of no alternatives, none is right: an optional property of such a schema is better left out (Bluesky's `profile: { oneOf: [] }`).
  if ([schema['oneOf'], schema['anyOf']].some((list) => Array.isArray(list) && list.length === 0)) return;
  more.push(...listAt(first, 'allOf'));
  for (const branches of choices(first, next, document)) yield* expand([...more, ...branches, ...rest], copyFlat(next), document);
}

/** The alternatives a schema offers, each as the schemas that must hold in it. */
function* choices(location: SchemaLocation, flat: FlatSchema, document: BundledDocument): Generator<SchemaLocation[]> {
  const { schema, pointer } = location;
  if (!isObject(schema)) return;
  const unions = ['oneOf', 'anyOf'].map((keyword) => listAt(location, keyword)).filter((list) => list.length > 0);
  const alternatives: SchemaLocation[][][] = unions.map((list) => list.map((branch) => [branch, ...discriminated(location, branch, document)]));
  if (unions.length === 0) {
    const known = subtypes(location, flat.via, document);
    if (known.length > 0) alternatives.push(known);
  }
  if (isObject(schema['if']) || typeof schema['if'] === 'boolean') alternatives.push(conditions(schema, pointer));
  yield* product(alternatives);
}

// if + then, or else alone: whether `if` fails then is for the validator to say.
function conditions(schema: { readonly [keyword: string]: unknown }, pointer: string): SchemaLocation[][] {
  const part = (keyword: string): SchemaLocation[] => (keyword in schema ? [{ schema: schema[keyword] as SchemaLocation['schema'], pointer: `${pointer}/${keyword}` }] : []);
  return [[...part('if'), ...part('then')], part('else')];
}

function* product(alternatives: readonly SchemaLocation[][][]): Generator<SchemaLocation[]> {
  const [first, ...rest] = alternatives;
  if (first === undefined) return yield [];
  for (const choice of first) for (const others of product(rest)) yield [...choice, ...others];
}

function listAt({ schema, pointer }: SchemaLocation, keyword: string): SchemaLocation[] {
  const list = isObject(schema) ? schema[keyword] : undefined;
  return Array.isArray(list) ? list.map((member, i) => ({ schema: member as SchemaLocation['schema'], pointer: `${pointer}/${keyword}/${i}` })) : [];
}
