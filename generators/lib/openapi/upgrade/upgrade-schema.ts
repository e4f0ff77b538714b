import { isObject } from '../refs/pointer';
import type { Node } from './nodes';

/** Names under which anything is data, not schema. */
const DATA: ReadonlySet<string> = new Set(['example', 'examples', 'default', 'enum', 'x-example', 'x-examples']);

/** Changes every schema of a 2.0 document in place: under definitions, body parameters and responses. */
export function upgradeSchemas(root: Node): void {
  const seen = new Set<object>();
  const visit = (node: unknown, schema: boolean): void => {
    if (typeof node !== 'object' || node === null || seen.has(node)) return;
    seen.add(node);
    if (Array.isArray(node)) return node.forEach((item) => visit(item, schema));
    const object = node as Node;
    if (schema) upgradeSchema(object);
    for (const key of Object.keys(object)) {
      if (DATA.has(key) && !isMap(schema, key)) continue;
      if (schema && (key === 'properties' || key === 'patternProperties')) visitMap(object[key]);
      else visit(object[key], schema ? SCHEMAS.has(key) : key === 'schema');
    }
  };
  const visitMap = (node: unknown): void => {
    if (isObject(node)) for (const child of Object.values(node)) visit(child, true);
  };
  visitMap(root['definitions']);
  visit(root['paths'], false);
  visit(root['parameters'], false);
  visit(root['responses'], false);
}

const SCHEMAS: ReadonlySet<string> = new Set(['items', 'allOf', 'anyOf', 'oneOf', 'not', 'additionalProperties']);

function isMap(schema: boolean, key: string): boolean {
  return !schema && key === 'default';
}

/** One schema object: `discriminator: "kind"`, `x-nullable`, `type: file` become OpenAPI 3.0's. */
export function upgradeSchema(schema: Node): void {
  if (typeof schema['discriminator'] === 'string') schema['discriminator'] = { propertyName: schema['discriminator'] };
  if (schema['x-nullable'] === true) schema['nullable'] = true;
  if (schema['type'] === 'file') Object.assign(schema, { type: 'string', format: 'binary' });
}
