import { isNode, object } from './walk';
import type { Node } from './walk';

const KNOWN = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/**
 * Gives operations ids that openapi-typescript can print as keys of one interface, and those with a
 * method it does not know (`QUERY` and `additionalOperations` of OpenAPI 3.2) a path item of their own.
 */
export function prepareOperations(root: Node): void {
  const seen = new Set<string>();
  for (const item of [...Object.values(object(root['paths'])), ...Object.values(object(root['webhooks'])), ...Object.values(object(object(root['components'])['pathItems']))]) {
    if (!isNode(item)) continue;
    for (const method of KNOWN) if (isNode(item[method])) settleId(item[method], seen);
  }
  for (const [path, item] of Object.entries(object(root['paths']))) {
    if (isNode(item)) moveOtherMethods(root, path, item, seen);
  }
}

/** Where the types of an operation with an unusual method stand: a component path item of this name. */
export function otherMethodKey(method: string, path: string): string {
  return `${method.toUpperCase()} ${path}`;
}

function moveOtherMethods(root: Node, path: string, item: Node, seen: Set<string>): void {
  const others = { ...(isNode(item['query']) ? { query: item['query'] } : {}), ...object(item['additionalOperations']) };
  for (const [method, operation] of Object.entries(others)) {
    if (!isNode(operation)) continue;
    settleId(operation, seen);
    const components = (root['components'] ??= {}) as Node;
    const items = (components['pathItems'] ??= {}) as Node;
    items[otherMethodKey(method, path)] = { ...('parameters' in item ? { parameters: item['parameters'] } : {}), get: operation };
  }
  delete item['query'];
  delete item['additionalOperations'];
}

// Ids become pointers in between: `100%` is no percent-encoding, and two equal ids are one key twice.
function settleId(operation: Node, seen: Set<string>): void {
  const id = operation['operationId'];
  if (id === undefined) return;
  const key = String(id).replace(/#/g, '/');
  if (typeof id !== 'string' || id === '' || seen.has(key) || /[%~]|#\//.test(id)) delete operation['operationId'];
  else seen.add(key);
}
