import type { BundledDocument, SchemaLocation } from '../model';
import { isObject } from './own-keywords';

/**
 * What a discriminator demands of a branch of oneOf or anyOf: its property has the branch's name,
 * unless the branch itself says which values it takes, as 3.1 documents do.
 */
export function discriminated({ schema }: SchemaLocation, branch: SchemaLocation, document: BundledDocument): SchemaLocation[] {
  const discriminator = discriminatorOf(schema);
  const ref = isObject(branch.schema) ? branch.schema['$ref'] : undefined;
  if (discriminator === undefined || typeof ref !== 'string' || fixes(document.resolve(ref), discriminator.property)) return [];
  return [named(discriminator.property, valueOf(discriminator, ref), branch.pointer)];
}

/**
 * Alternatives of a parent that knows its children only by mapping (OpenAPI 3.1 §4.8.25 "allOf"):
 * each child with its name; only the name, when a child is what brought us here.
 */
export function subtypes({ schema, pointer }: SchemaLocation, via: readonly string[], document: BundledDocument): SchemaLocation[][] {
  const discriminator = discriminatorOf(schema);
  if (discriminator === undefined) return [];
  const children = [...discriminator.mapping].map(([value, ref]) => ({ value, ref }));
  const current = via.filter((ref) => ref !== pointer && extendsSchema(ref, pointer, document)).at(0);
  if (current !== undefined) return [[named(discriminator.property, valueOf(discriminator, current), pointer)]];
  return children.map(({ value, ref }) => [
    { schema: { $ref: ref }, pointer: `${pointer}/discriminator` },
    named(discriminator.property, value, pointer),
  ]);
}

interface Discriminator {
  readonly property: string;
  readonly mapping: ReadonlyMap<string, string>;
}

function discriminatorOf(schema: unknown): Discriminator | undefined {
  const discriminator = isObject(schema) ? schema['discriminator'] : undefined;
  if (!isObject(discriminator) || typeof discriminator['propertyName'] !== 'string') return undefined;
  const mapping = isObject(discriminator['mapping']) ? Object.entries(discriminator['mapping']) : [];
  return { property: discriminator['propertyName'], mapping: new Map(mapping.map(([value, target]) => [value, reference(String(target))])) };
}

function reference(target: string): string {
  return target.includes('#') || target.includes('/') ? target : `#/components/schemas/${target}`;
}

function valueOf({ mapping }: Discriminator, ref: string): string {
  return [...mapping].find(([, target]) => target === ref)?.[0] ?? ref.slice(ref.lastIndexOf('/') + 1);
}

function fixes(target: unknown, property: string): boolean {
  const properties = isObject(target) ? target['properties'] : undefined;
  const schema = isObject(properties) ? properties[property] : undefined;
  return isObject(schema) && ('const' in schema || 'enum' in schema);
}

function extendsSchema(ref: string, parent: string, document: BundledDocument, depth = 0): boolean {
  const schema = document.resolve(ref);
  if (!isObject(schema) || !Array.isArray(schema['allOf']) || depth > 8) return false;
  return schema['allOf'].some((member) => isObject(member) && typeof member['$ref'] === 'string' && (member['$ref'] === parent || extendsSchema(member['$ref'], parent, document, depth + 1)));
}

function named(property: string, value: string, pointer: string): SchemaLocation {
  const properties = Object.fromEntries([[property, { const: value }]]);
  return { schema: { properties, required: [property] }, pointer: `${pointer}/discriminator` };
}
