import type { BundledDocument, JsonSchema } from '../../model';

type SchemaObject = Exclude<JsonSchema, boolean>;

/** A property that surely must satisfy `schema` wherever it is present. */
export interface DtoProperty {
  readonly name: string;
  readonly schema: SchemaObject;
  /** Pointer of the component the property's schema refers to, if it is a plain `$ref`. */
  readonly refersTo?: string;
  readonly required: boolean;
}

/**
 * The properties of a schema that accepts objects only, those of its `allOf` members included;
 * undefined when it can accept something else, so that a class would be the wrong picture.
 */
export function objectShape(schema: JsonSchema, document: BundledDocument, seen = new Set<unknown>()): DtoProperty[] | undefined {
  const target = dereference(schema, document);
  if (target === undefined || seen.has(target)) return undefined;
  seen.add(target);
  const members = Array.isArray(target['allOf']) ? (target['allOf'] as JsonSchema[]) : [];
  const inherited = members.map((member) => objectShape(member, document, seen)).filter((shape) => shape !== undefined);
  const properties = target['properties'] as Record<string, JsonSchema> | undefined;
  const isObject = target['type'] === 'object' && target['nullable'] !== true;
  if (!isObject && inherited.length === 0) return undefined;
  const required = new Set(Array.isArray(target['required']) ? (target['required'] as string[]) : []);
  const own = Object.entries(properties ?? {}).flatMap(([name, property]) => {
    const resolved = dereference(property, document);
    if (resolved === undefined || resolved['readOnly'] === true) return [];
    return [{ name, schema: resolved, required: required.has(name), ...refersTo(property) }];
  });
  return distinct([...own, ...inherited.flat()], required);
}

/** Follows `$ref`s to a schema object; undefined for boolean schemas and for a `$ref` whose siblings also count. */
export function dereference(schema: JsonSchema | undefined, document: BundledDocument): SchemaObject | undefined {
  if (typeof schema !== 'object' || schema === null) return undefined;
  if (typeof schema['$ref'] !== 'string') return schema;
  const target = document.resolve(schema['$ref']);
  return typeof target === 'object' && target !== null ? (target as SchemaObject) : undefined;
}

function refersTo(schema: JsonSchema): { refersTo?: string } {
  const ref = typeof schema === 'object' ? schema['$ref'] : undefined;
  return typeof ref === 'string' && ref.startsWith('#/components/schemas/') ? { refersTo: ref } : {};
}

/** One entry per name: the first wins, and a name required by any member is required. */
function distinct(properties: readonly DtoProperty[], required: ReadonlySet<string>): DtoProperty[] {
  const byName = new Map<string, DtoProperty>();
  for (const property of properties) {
    const known = byName.get(property.name);
    if (!known) byName.set(property.name, { ...property, required: property.required || required.has(property.name) });
    else if (property.required) byName.set(property.name, { ...known, required: true });
  }
  return [...byName.values()];
}
