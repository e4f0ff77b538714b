import ts from 'typescript';
import type { Exchange, Reply } from '../http/exchange';
import { reasonPhrase } from '../http/status-names';
import { describeValue, oneOf, type Described } from '../schemas/from-value';
import { saysNothing, type JsonSchema } from '../schemas/json-schema';
import type { TypeSchemas } from '../schemas/from-type';

export interface Responses { readonly responses: Record<string, JsonSchema>; /** Statuses whose response is told by use alone. */ readonly inferred: readonly string[] }

/** Answers by status, from everything a handler and the functions before it send. Declared ones stay as they are. */
export function responsesOf(types: TypeSchemas, exchange: Exchange, declared: Record<string, JsonSchema>): Responses {
  const byStatus = new Map<string, Reply[]>();
  for (const reply of exchange.replies) {
    const key = reply.status === undefined ? 'default' : String(reply.status);
    byStatus.set(key, [...(byStatus.get(key) ?? []), reply]);
  }
  const responses: Record<string, JsonSchema> = { ...declared };
  const inferred: string[] = [];
  const wild = (key: string): boolean => Object.keys(declared).some((known) => /^[1-5]XX$/i.test(known) && known[0] === key[0]);
  const hasSuccess = Object.keys(declared).some((key) => /^[23]/.test(key));
  for (const [key, replies] of byStatus) {
    if (Object.hasOwn(responses, key) || wild(key) || (key === 'default' && Object.keys(declared).length > 0)) continue;
    // A plain 200 beside a declared 201 is only what the framework would send if nothing were said.
    if (key === '200' && hasSuccess) continue;
    const { response, certain } = responseOf(types, key, replies);
    responses[key] = response;
    if (!certain) inferred.push(key);
  }
  if (Object.keys(responses).length === 0) return { responses: { default: { description: 'The source does not say what is answered' } }, inferred: ['default'] };
  return { responses: sorted(responses), inferred };
}

function responseOf(types: TypeSchemas, key: string, replies: readonly Reply[]): { response: JsonSchema; certain: boolean } {
  const content = new Map<string, JsonSchema[]>();
  let certain = key !== 'default';
  for (const reply of replies) {
    if (reply.thrown) certain = false;
    if (reply.body === undefined || /^(1..|204|205|304)$/.test(key)) continue;
    const described = fullest(types, describeValue(types, reply.body), reply.node);
    certain = certain && described.certain;
    const media = reply.mediaType ?? 'application/json';
    content.set(media, [...(content.get(media) ?? []), described.schema]);
  }
  const description = reasonPhrase(key) || (key === 'default' ? 'A status that the source does not say' : 'Answer');
  const media = [...content].map(([type, schemas]) => { const schema = oneOf(schemas); return [type, saysNothing(schema) ? {} : { schema }] as const; });
  return { response: { description, ...(media.length > 0 && { content: Object.fromEntries(media) }) }, certain };
}

/** The value that is computed, or the static type of what is sent where that says more. */
function fullest(types: TypeSchemas, computed: Described, node: ts.Node): Described {
  const sent = ts.isCallExpression(node) && /\.[mc]?tsx?$/.test(node.getSourceFile().fileName) ? node.arguments.at(-1) : undefined;
  const schema = computed.certain || sent === undefined || ts.isFunctionLike(sent) ? undefined : types.ofExpression(sent);
  return schema !== undefined && ('$ref' in schema || gaps(schema) < gaps(computed.schema)) ? { schema, certain: true } : computed;
}

/** In how many places a schema says nothing. */
function gaps(schema: JsonSchema): number {
  if (saysNothing(schema)) return 1;
  if (schema['type'] === 'array' && schema['items'] === undefined) return 1;
  const inner = [...Object.values((schema['properties'] as Record<string, JsonSchema> | undefined) ?? {}), ...(schema['items'] === undefined ? [] : [schema['items'] as JsonSchema]), ...((schema['anyOf'] as JsonSchema[] | undefined) ?? [])];
  return inner.reduce((sum, one) => sum + gaps(one), 0);
}

function sorted(responses: Record<string, JsonSchema>): Record<string, JsonSchema> {
  const rank = (key: string): string => (key === 'default' ? 'zzz' : key);
  return Object.fromEntries(Object.entries(responses).sort(([a], [b]) => (rank(a) < rank(b) ? -1 : 1)));
}
