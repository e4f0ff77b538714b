import type { Exchange } from '../http/exchange';
import type { ReadNode } from '../http/read-tree';
import type { PathTemplate } from '../http/routes';
import type { Components } from '../schemas/components';
import { saysNothing, type JsonSchema } from '../schemas/json-schema';
import { propertiesOf } from '../schemas/schema-builder';
import { schemaOfReads, type Told } from './schema-of-reads';

export interface Parameter { readonly name: string; readonly in: 'path' | 'query' | 'header' | 'cookie'; readonly required: boolean; readonly schema: JsonSchema; readonly description?: string; readonly certain: boolean }

/** Headers that OpenAPI describes elsewhere, or that every request has. */
const OTHER_HEADERS = new Set(['authorization', 'content-type', 'accept', 'content-length', 'host', 'user-agent', 'cookie', 'connection', 'origin', 'referer', 'x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'x-real-ip', 'accept-encoding', 'transfer-encoding', 'x-requested-with', 'upgrade']);

/** The parameters of an operation: those of its path, then what it reads of query, headers and cookies. */
export function parametersOf(components: Components, path: PathTemplate, exchange: Exchange): Parameter[] {
  const inPath = [...path.template.matchAll(/\{([^}]+)\}/g)].map(([, name]) => pathParameter(components, name!, path, exchange.reads.path));
  return [...inPath, ...readParameters(components, exchange.reads.query, 'query'), ...readParameters(components, exchange.reads.header, 'header'), ...readParameters(components, exchange.reads.cookie, 'cookie')].filter((parameter) => !isCredential(exchange, parameter));
}

/** What a security scheme carries is no parameter besides. */
function isCredential(exchange: Exchange, parameter: Parameter): boolean {
  return exchange.auth.some(({ scheme }) => scheme?.type === 'apiKey' && scheme.in === parameter.in && scheme.name === parameter.name);
}

function pathParameter(components: Components, name: string, path: PathTemplate, reads: ReadNode): Parameter {
  const whole = propertiesOf(components.resolve(schemaOfReads(components, withoutChildren(reads)).schema)).find(([key]) => key === name)?.[1];
  const own = reads.children.get(name);
  const told: Told = whole !== undefined && !saysNothing(whole.schema) ? { schema: whole.schema, certain: reads.claims.some((c) => c.certain) } : own === undefined ? { schema: {}, certain: false } : schemaOfReads(components, own);
  const pattern = path.patterns.get(name);
  const digits = pattern !== undefined && /^\^?(\\d|\[0-9\])[+*]\$?$/.test(pattern);
  const schema: JsonSchema = digits ? { type: 'integer' } : pattern !== undefined ? { type: 'string', pattern: `^(?:${pattern})$` } : told.schema;
  const said = saysNothing(schema) || ['array', 'object'].includes(String(schema['type'])) ? { type: 'string' } : schema;
  return { name, in: 'path', required: true, schema: said, certain: path.certain && (pattern !== undefined || told.certain || said['type'] === 'string') };
}

function withoutChildren(reads: ReadNode): ReadNode {
  const copy = Object.create(Object.getPrototypeOf(reads) as object) as ReadNode;
  return Object.assign(copy, reads, { children: new Map() });
}

function readParameters(components: Components, reads: ReadNode, location: 'query' | 'header' | 'cookie'): Parameter[] {
  const whole = components.resolve(schemaOfReads(components, withoutChildren(reads)).schema);
  const certain = reads.claims.some((claim) => claim.certain);
  const found = new Map<string, Parameter>();
  const put = (parameter: Parameter): void => {
    if (location === 'header' && OTHER_HEADERS.has(parameter.name.toLowerCase())) return;
    found.set(parameter.name, parameter);
  };
  for (const [name, property] of propertiesOf(whole)) {
    const { description, ...schema } = property.schema;
    put({ name, in: location, required: !property.optional && certain, schema, certain, ...(typeof description === 'string' && { description }) });
  }
  for (const [name, child] of reads.children) {
    // A query that is checked as a whole has no further parameters: others are refused, taken out or without effect.
    const told = schemaOfReads(components, child);
    const known = found.get(name);
    // `limit: string` by its type, which the code reads as a number.
    const asNumber = known !== undefined && !known.certain && known.schema['type'] === 'string' && ['integer', 'number', 'boolean'].includes(String(told.schema['type']));
    if (known !== undefined && !saysNothing(known.schema) && !asNumber) continue;
    if (known === undefined && certain && !told.certain && location === 'query') continue;
    put({ name, in: location, required: child.required && (told.certain || child.checked), schema: told.schema, certain: told.certain });
  }
  return [...found.values()];
}
