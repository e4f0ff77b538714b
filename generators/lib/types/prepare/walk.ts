/** A mutable node of a document that was parsed for this purpose alone. */
export type Node = Record<string, unknown>;

export interface Visitor {
  /** Called after the schema's own subschemas; what it returns stands in the schema's place. */
  schema(schema: Node): Node;
  parameter(parameter: Node): void;
  mediaType(mediaType: Node): void;
  operation(operation: Node): void;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];
const ONE = ['additionalProperties', 'items', 'not', 'if', 'then', 'else', 'contains', 'propertyNames', 'unevaluatedItems', 'unevaluatedProperties', 'contentSchema', 'additionalItems'];
const LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const MAPS = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'];

/** Visits every OpenAPI object by what it is, not by its keys: a property may be called `parameters`. */
export function walkDocument(root: Node, visit: Visitor): void {
  const components = object(root['components']);
  each(root['paths'], pathItem);
  each(root['webhooks'], pathItem);
  each(components['pathItems'], pathItem);
  each(components['parameters'], parameter);
  each(components['headers'], header);
  each(components['requestBodies'], content);
  each(components['responses'], response);
  each(components['callbacks'], callback);
  mapSchemas(components['schemas']);
  mapSchemas(root['$defs']);

  function pathItem(item: Node): void {
    each(item['parameters'], parameter);
    for (const method of METHODS) if (isNode(item[method])) operation(item[method]);
    each(item['additionalOperations'], operation);
  }
  function operation(node: Node): void {
    each(node['parameters'], parameter);
    if (isNode(node['requestBody'])) content(node['requestBody']);
    each(node['responses'], response);
    each(node['callbacks'], callback);
    visit.operation(node);
  }
  function callback(node: Node): void {
    each(node, pathItem);
  }
  function response(node: Node): void {
    each(node['headers'], header);
    content(node);
  }
  function parameter(node: Node): void {
    header(node);
  }
  function header(node: Node): void {
    replace(node, 'schema');
    content(node);
    visit.parameter(node);
  }
  function content(node: Node): void {
    each(node['content'], mediaType);
  }
  function mediaType(node: Node): void {
    replace(node, 'schema');
    replace(node, 'itemSchema');
    each(node['encoding'], (encoding) => each(encoding['headers'], header));
    visit.mediaType(node);
  }
  function mapSchemas(map: unknown): void {
    if (isNode(map) || Array.isArray(map)) for (const key of Object.keys(map)) replace(map as Node, key);
  }
  function replace(holder: Node, key: string): void {
    const schema = holder[key];
    if (!isNode(schema)) return;
    for (const keyword of ONE) replace(schema, keyword);
    if (Array.isArray(schema['items'])) mapSchemas(schema['items']);
    for (const keyword of LISTS) mapSchemas(schema[keyword]);
    for (const keyword of MAPS) mapSchemas(schema[keyword]);
    const next = visit.schema(schema);
    if (next !== schema) define(holder, key, next);
  }
}

/** Sets an own property, whatever its name: assigning to `__proto__` would not. */
export function define(holder: object, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function object(value: unknown): Node {
  return isNode(value) ? value : {};
}

function each(map: unknown, visit: (node: Node) => void): void {
  if (typeof map !== 'object' || map === null) return;
  for (const value of Object.values(map)) if (isNode(value)) visit(value);
}
