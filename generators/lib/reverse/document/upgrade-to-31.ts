import type { Json } from '../../openapi-diff/nodes';
import { isObject } from '../../openapi-diff/nodes';
import { upgradeSchema } from './upgrade-schema-to-31';

/** Names under which anything is data. */
const DATA: ReadonlySet<string> = new Set(['example', 'examples', 'value', 'default', 'enum', 'const']);
/** Objects whose keys are names, by the member that holds them. */
const MAPS: ReadonlySet<string> = new Set(['schemas', 'responses', 'parameters', 'requestBodies', 'headers', 'callbacks', 'content', 'encoding', 'paths', 'links', 'pathItems', 'securitySchemes', 'webhooks']);

/**
 * An OpenAPI 3.0 document as OpenAPI 3.1 with the same meaning, by the OpenAPI Initiative's guide
 * "Migrating from OpenAPI 3.0 to 3.1.0". 3.1 and 3.2 stay as they are. The input is not changed.
 */
export function upgradeTo31(document: Json): Json {
  if (!/^3\.0\./.test(String(document['openapi']))) return document;
  const copy = visit(document, false) as Json;
  return { ...copy, openapi: '3.1.1' };
}

/** @param names the keys are names, not fields */
function visit(node: unknown, names: boolean): unknown {
  if (Array.isArray(node)) return node.map((item) => visit(item, false));
  if (!isObject(node)) return node;
  const out: Json = {};
  for (const [key, value] of Object.entries(node)) {
    if (!names && (key.startsWith('x-') || DATA.has(key))) define(out, key, value);
    else if (!names && key === 'schema') define(out, key, upgradeSchema(value));
    else if (!names && key === 'schemas') define(out, key, schemas(value));
    else define(out, key, visit(value, !names && MAPS.has(key)));
  }
  return out;
}

function schemas(map: unknown): unknown {
  return isObject(map) ? Object.fromEntries(Object.entries(map).map(([name, schema]) => [name, upgradeSchema(schema)])) : map;
}

/** Assignment to `__proto__` would be another thing. */
function define(object: Json, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}
