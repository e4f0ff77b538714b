import { isNode, object } from './walk';
import type { Node } from './walk';

/**
 * openapi-typescript gives the discriminator property of each branch the branch's schema name unless
 * a mapping says otherwise, even where the branch fixes the property itself (`type: {const: auto}`).
 * The branch is right: such a discriminator is dropped, or its mapping completed.
 */
export function prepareDiscriminator(schema: Node, resolve: (ref: string) => unknown): void {
  const discriminator = schema['discriminator'];
  if (!isNode(discriminator)) return;
  const property = discriminator['propertyName'] as string;
  const branches = [schema['oneOf'], schema['anyOf']].flatMap((list) => (Array.isArray(list) ? list : []));
  const refs = branches.flatMap((branch) => (isNode(branch) && typeof branch['$ref'] === 'string' ? [branch['$ref']] : []));
  const fixed = refs.map((ref) => fixedValues(resolve(ref), property));
  if (refs.length === 0 || fixed.every((values) => values === undefined)) return;
  if (fixed.every((values) => values !== undefined)) {
    delete schema['discriminator'];
    return;
  }
  const mapping = { ...object(discriminator['mapping']) };
  refs.forEach((ref, i) => {
    for (const value of fixed[i] ?? []) if (!Object.hasOwn(mapping, value)) mapping[value] = ref;
  });
  discriminator['mapping'] = mapping;
}

function fixedValues(target: unknown, property: string): string[] | undefined {
  const schema = object(object(object(target)['properties'])[property]);
  if (typeof schema['const'] === 'string') return [schema['const']];
  const values = Array.isArray(schema['enum']) ? schema['enum'].filter((v) => typeof v === 'string') : [];
  return values.length > 0 ? values : undefined;
}

/**
 * A parent that lists its children in oneOf, and children that are allOf the parent: as types they
 * contain each other. The children then take the parent's own keywords only.
 */
export function uncircle(schema: Node, self: string, resolve: (ref: string) => unknown): void {
  if (!Array.isArray(schema['allOf'])) return;
  schema['allOf'] = schema['allOf'].map((member: unknown) => {
    const ref = isNode(member) ? member['$ref'] : undefined;
    const parent = typeof ref === 'string' ? resolve(ref) : undefined;
    if (!isNode(parent)) return member;
    const lists = [parent['oneOf'], parent['anyOf']].flatMap((list) => (Array.isArray(list) ? list : []));
    if (!lists.some((branch) => isNode(branch) && branch['$ref'] === self)) return member;
    const { oneOf, anyOf, discriminator, ...own } = structuredClone(parent);
    return own;
  });
}

/** Marks a property as read or write only where its schema says so through allOf or a reference. */
export function liftMarks(schema: Node, resolve: (ref: string) => unknown): void {
  for (const property of Object.values(object(schema['properties']))) {
    if (!isNode(property)) continue;
    for (const keyword of ['readOnly', 'writeOnly']) {
      if (property[keyword] === undefined && isMarked(property, keyword, resolve)) property[keyword] = true;
    }
  }
}

function isMarked(schema: unknown, keyword: string, resolve: (ref: string) => unknown, hops = 0): boolean {
  if (!isNode(schema) || hops > 8) return false;
  if (schema[keyword] === true) return true;
  if (typeof schema['$ref'] === 'string' && isMarked(resolve(schema['$ref']), keyword, resolve, hops + 1)) return true;
  return Array.isArray(schema['allOf']) && schema['allOf'].some((member) => isMarked(member, keyword, resolve, hops + 1));
}
