import { stringify } from 'yaml';
import type { Json } from '../../openapi-diff/nodes';
import { isObject } from '../../openapi-diff/nodes';

const ROOT = ['openapi', '$self', 'info', 'jsonSchemaDialect', 'externalDocs', 'servers', 'security', 'tags', 'paths', 'webhooks', 'components'];
const OPERATION = ['tags', 'summary', 'description', 'externalDocs', 'operationId', 'deprecated', 'security', 'parameters', 'requestBody', 'responses', 'callbacks', 'servers'];
const METHODS = ['get', 'query', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
const COMPONENTS = ['schemas', 'parameters', 'headers', 'requestBodies', 'responses', 'examples', 'links', 'callbacks', 'pathItems', 'securitySchemes'];

/** The members of the document, its path items, operations and components in the usual order, others behind; the rest as it is. */
export function ordered(document: Json): Json {
  const out = inOrder(document, ROOT);
  for (const key of ['paths', 'webhooks']) if (isObject(out[key])) out[key] = mapValues(out[key], (item) => mapValues(inOrder(item, ['summary', 'description', 'servers', 'parameters', ...METHODS]), (operation, method) => (METHODS.includes(method) ? inOrder(operation, OPERATION) : operation)));
  if (isObject(out['components'])) out['components'] = inOrder(out['components'], COMPONENTS);
  return out;
}

function mapValues(object: unknown, change: (value: unknown, key: string) => unknown): Json {
  return Object.fromEntries(Object.entries(object as Json).map(([key, value]) => [key, change(value, key)]));
}

function inOrder(value: unknown, order: readonly string[]): Json {
  if (!isObject(value)) return value as Json;
  const known = order.filter((key) => Object.hasOwn(value, key));
  return Object.fromEntries([...known, ...Object.keys(value).filter((key) => !known.includes(key))].map((key) => [key, value[key]]));
}

export type Format = 'yaml' | 'json';

/** By the file's ending; anything but `.json` is YAML. */
export function formatOf(file: string): Format {
  return /\.json$/i.test(file) ? 'json' : 'yaml';
}

/** The whole document as text; the same for the same document. */
export function printDocument(document: Json, format: Format): string {
  return format === 'json' ? `${JSON.stringify(document, null, 2)}\n` : printYaml(document);
}

/** A YAML value on lines of its own. Texts that YAML 1.1 would take for something else (`no`, `1e3`) are quoted. */
export function printYaml(value: unknown): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false, compat: 'yaml-1.1' });
}
