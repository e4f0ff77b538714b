import { isObject } from '../refs/pointer';
import { isReference } from '../walk/nodes';
import { simpleSchema } from './simple-schema';
import { defined, type Node, type Upgrade } from './nodes';

/** A response of Swagger 2.0 as one of 3.0: its schema goes under each media type it may have. */
export function upgradeResponse(upgrade: Upgrade, response: unknown, produces: readonly string[] | undefined): unknown {
  if (!isObject(response) || isReference(response)) return response;
  const { schema, headers, examples, ...out } = response;
  const samples = isObject(examples) ? examples : {};
  const file = isObject(schema) && schema['format'] === 'binary' && schema['type'] === 'string';
  const fallback = file ? 'application/octet-stream' : 'application/json';
  const declared = schema === undefined ? Object.keys(samples) : [...(produces?.length ? produces : [fallback])];
  const types = [...new Set([...declared, ...(schema === undefined ? [] : Object.keys(samples).filter((t) => t.includes('/')))])];
  if (types.length > 0) {
    const content = types.filter((t) => t.includes('/')).map((type) => {
      const media = defined({ schema, example: samples[type] });
      return [type, upgrade.origins.derive(media, response)] as const;
    });
    out['content'] = upgrade.origins.derive(Object.fromEntries(content), response);
  }
  if (isObject(headers)) {
    const upgraded = Object.entries(headers).map(([name, h]) => [name, isObject(h) ? header(upgrade, h) : h] as const);
    out['headers'] = upgrade.origins.derive(Object.fromEntries(upgraded), headers);
  }
  return upgrade.origins.derive(out, response);
}

function header(upgrade: Upgrade, node: Node): Node {
  return upgrade.origins.derive(defined({ description: node['description'], schema: simpleSchema(upgrade, node) }), node);
}
