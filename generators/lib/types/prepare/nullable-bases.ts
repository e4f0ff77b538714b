import { isNode, object } from './walk';
import type { Node } from './walk';

/**
 * `{ allOf: [{ $ref: Base }], required: [name] }` becomes `WithRequired<Base, 'name'>`, which is a
 * type error where Base may be null (Plaid): `keyof (Base | null)` is never. A member that repeats the
 * required properties says the same without it.
 */
export function requireOfNullable(schema: Node, resolve: (ref: string) => unknown): void {
  const { allOf, required } = schema;
  if (!Array.isArray(allOf) || !Array.isArray(required)) return;
  const properties: Node = {};
  for (const member of allOf) {
    const target = isNode(member) && typeof member['$ref'] === 'string' ? resolve(member['$ref']) : undefined;
    if (!isNode(target) || !isNullable(target)) continue;
    const own = object(target['properties']);
    for (const name of required as string[]) if (Object.hasOwn(own, name)) properties[name] = structuredClone(own[name]);
  }
  const names = Object.keys(properties);
  if (names.length === 0) return;
  schema['allOf'] = [...(allOf as unknown[]), { type: 'object', required: names, properties }];
  schema['required'] = (required as string[]).filter((name) => !names.includes(name));
}

function isNullable({ nullable, type }: Node): boolean {
  return nullable === true || (Array.isArray(type) && type.includes('null'));
}
