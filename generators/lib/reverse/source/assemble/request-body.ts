import type { Exchange } from '../http/exchange';
import type { Method } from '../http/routes';
import type { Components } from '../schemas/components';
import { saysNothing, type JsonSchema } from '../schemas/json-schema';
import { schemaOfReads } from './schema-of-reads';

export interface Body { readonly body: JsonSchema; readonly certain: boolean }

/** The body an operation reads; undefined when it reads none. */
export function requestBody(components: Components, method: Method, exchange: Exchange): Body | undefined {
  const { body, file } = exchange.reads;
  if (!body.used && file.children.size === 0 && exchange.consumes.size === 0) return undefined;
  // `remove(req.body)` in a DELETE or a helper that many routes share: that there is a body is not said.
  if (!body.known && !['post', 'put', 'patch'].includes(method) && file.children.size === 0 && exchange.consumes.size === 0) return undefined;
  if ((method === 'get' || method === 'head') && !body.claims.some((claim) => claim.certain)) return undefined;
  const told = schemaOfReads(components, body);
  const files = [...file.children].map(([name, child]) => [name, saysNothing(schemaOfReads(components, child).schema) ? { type: 'string', format: 'binary' } : schemaOfReads(components, child).schema] as const);
  const resolved = components.resolve(told.schema);
  const schema = files.length === 0 ? told.schema : { ...resolved, type: 'object', properties: { ...(resolved['properties'] as JsonSchema | undefined), ...Object.fromEntries(files) } };
  const needed = (components.resolve(schema)['required'] as string[] | undefined) ?? [];
  const media = exchange.consumes.size > 0 ? [...exchange.consumes].sort() : ['application/json'];
  return { body: { ...(told.certain && needed.length > 0 && { required: true }), content: Object.fromEntries(media.map((type) => [type, { schema }])) }, certain: told.certain };
}
