import type { Exchange } from '../http/exchange';
import type { Recorder } from '../http/recorder';
import { externalAuth } from '../security/external-auth';
import { externalPath } from '../values/inspect';
import type { PartLocation } from '../values/request-part';
import type { ExternalValue } from '../values/value';
import { plainText } from '../schemas/chain';
import { entriesOf, propertyOf } from '../schemas/object-entries';
import { fromJoi } from '../schemas/from-joi';
import { checkChain } from './express-validator';
import { readLogin } from './local-login';

const KEYS: Readonly<Record<string, PartLocation>> = { body: 'body', query: 'query', querystring: 'query', params: 'path', headers: 'header', cookies: 'cookie' };

/** Middleware that a package makes: what it checks, parses and asks for. */
export function middleware(recorder: Recorder, value: ExternalValue, exchange: Exchange): void {
  const auth = externalAuth(value);
  if (auth !== undefined) exchange.auth.push(auth);
  readLogin(recorder, value, exchange);
  if (checkChain(recorder, value, exchange)) return;
  if (value.module === '@fastify/auth') return;
  if (/^(multer|koa-multer|@koa\/multer|express-fileupload|fastify-multer)$/.test(value.module)) uploads(value, exchange);
  for (let at: ExternalValue | undefined = value; at !== undefined; at = at.target) {
    for (const arg of at.args ?? []) schemas(recorder, arg, exchange);
    const key = at.target?.op === 'get' ? KEYS[at.target.key ?? ''] : undefined;
    const schema = key === undefined ? undefined : recorder.readSchema(at.args?.[0]);
    if (key !== undefined && schema !== undefined) exchange.reads[key].claim({ schema, certain: true, ...(at.node && { node: at.node }) });
  }
}

/** `celebrate({body: Joi.object(…), query: …})`, `validateRequest({params: z.object(…)})`. */
function schemas(recorder: Recorder, options: ExternalValue['args'] extends readonly (infer V)[] | undefined ? V : never, exchange: Exchange): void {
  const inner = recorder.components.resolve(recorder.readSchema(options) ?? {});
  const parts = inner['properties'] as Record<string, Record<string, unknown>> | undefined;
  for (const [key, schema] of Object.entries(parts ?? {})) if (KEYS[key] !== undefined) exchange.reads[KEYS[key]].claim({ schema, certain: true });
  for (const [key, value] of entriesOf(options)) {
    const location = KEYS[key];
    if (location === undefined) continue;
    const plainKeys = value.kind === 'object' && entriesOf(value).some(([, v]) => fromJoi(v) !== undefined);
    const schema = plainKeys ? { type: 'object', properties: Object.fromEntries(entriesOf(value).map(([name, v]) => [name, fromJoi(v)?.schema ?? {}])), required: entriesOf(value).filter(([, v]) => fromJoi(v)?.optional === false).map(([name]) => name) } : recorder.readSchema(value);
    if (schema !== undefined) exchange.reads[location].claim({ schema, certain: true });
  }
}

function uploads(value: ExternalValue, exchange: Exchange): void {
  exchange.consumes.add('multipart/form-data');
  const method = externalPath(value).at(-1);
  const [first] = value.args ?? [];
  const binary = { type: 'string', format: 'binary' };
  const name = plainText(first);
  if (method === 'single' && name !== undefined) exchange.reads.file.child(name).claim({ schema: binary, certain: true });
  if (method === 'array' && name !== undefined) exchange.reads.file.child(name).claim({ schema: { type: 'array', items: binary }, certain: true });
  if (method === 'fields' && first?.kind === 'array') {
    for (const field of first.items) {
      const own = plainText(propertyOf(field, 'name'));
      if (own !== undefined) exchange.reads.file.child(own).claim({ schema: { type: 'array', items: binary }, certain: true });
    }
  }
}
