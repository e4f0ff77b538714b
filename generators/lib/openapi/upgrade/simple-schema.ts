import { isObject } from '../refs/pointer';
import { defined, type Node, type Upgrade } from './nodes';
import { upgradeSchema } from './upgrade-schema';

/** Keywords that parameters, items and headers of Swagger 2.0 share with schemas. */
const KEYWORDS = [
  'type', 'format', 'default', 'maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum', 'maxLength', 'minLength',
  'pattern', 'maxItems', 'minItems', 'uniqueItems', 'enum', 'multipleOf', 'example', 'x-nullable',
];

/** The schema that is spread over a parameter, header or items object of Swagger 2.0. */
export function simpleSchema(upgrade: Upgrade, node: Node): Node {
  const schema = defined(Object.fromEntries(KEYWORDS.map((key) => [key, node[key]])));
  if (isObject(node['items'])) schema['items'] = '$ref' in node['items'] ? node['items'] : simpleSchema(upgrade, node['items']);
  else if (schema['type'] === 'array') schema['items'] = {};
  // Some documents write a whole object schema here, which 2.0 does not allow but which is clear.
  for (const key of ['properties', 'required', 'additionalProperties', 'allOf']) {
    if (node[key] !== undefined && typeof node[key] === 'object') schema[key] = node[key];
  }
  upgradeSchema(schema);
  return upgrade.origins.derive(schema, node);
}
