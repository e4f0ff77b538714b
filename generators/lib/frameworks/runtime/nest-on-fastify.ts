import { Buffer } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { checkReply } from './check-reply';
import type { NestApi } from './nest-api';
import { exchangeOf } from './nest-exchange';
import { isError } from './nest-errors';
import type { OperationRoute } from './nest-operation';
import { prefixOf } from './nest-on-express';
import { addQueryConstraint, QUERY_CONSTRAINT } from './query-constraint';
import type { Constrainable } from './query-constraint';
import { setPath } from './nest-route-path';

/** Metadata by which Nest's Fastify adapter takes options of a route. */
const CONFIG = '__fastify_route_config__';
const CONSTRAINTS = '__fastify_route_constraints__';
const OPERATION = 'backendOperation';

interface Request {
  readonly raw: IncomingMessage;
}
type Done = (error?: Error | null, payload?: unknown) => void;
interface RouteOptions {
  readonly url: string;
  readonly config?: { readonly [OPERATION]?: OperationRoute };
  preParsing?: unknown;
  preValidation?: unknown;
}
interface FastifyApp extends Constrainable {
  addHook(name: 'onRoute', hook: (route: RouteOptions) => void): unknown;
  addHook(name: 'onSend', hook: (request: Request, reply: object, payload: unknown, done: Done) => void): unknown;
}

/** Readies a Fastify application for an API: paths as its router writes them, bodies left to the operations. */
export function prepareFastify(app: FastifyApp, api: NestApi): void {
  for (const { handler, route } of api.methods) {
    setPath(handler, route.fastifyPath);
    Reflect.defineMetadata(CONFIG, { ...(Reflect.getMetadata(CONFIG, handler) as object | undefined), [OPERATION]: route }, handler);
    if (route.query !== undefined) Reflect.defineMetadata(CONSTRAINTS, { [QUERY_CONSTRAINT]: route.query }, handler);
  }
  if (api.methods.some(({ route }) => route.query !== undefined)) addQueryConstraint(app);
  const own = new Map(api.methods.map(({ route }) => [route, route.fastifyPath]));
  app.addHook('onRoute', (options) => {
    const route = options.config?.[OPERATION];
    const path = route && own.get(route);
    if (route === undefined || path === undefined) return;
    api.paths.add(route, prefixOf(options.url, path.startsWith('/') ? path : `/${path}`));
    options.preParsing = [options.preParsing, hideBody].flat().filter(Boolean);
    options.preValidation = [showBody, options.preValidation].flat().filter(Boolean);
  });
  if (api.checksReplies) app.addHook('onSend', checkReplies);
}

const HIDDEN = Symbol('fields of the body');

/** The fields by which Fastify tells that there is a body to parse. */
interface BodyFields {
  readonly type: string | undefined;
  readonly length: string | undefined;
  readonly coding: string | undefined;
}
type Hiding = IncomingMessage & { [HIDDEN]?: BodyFields };

/** Leaves the body unread: Fastify parses none where no field speaks of one. Deleting fields would slow every look at them from then on. */
function hideBody({ raw }: Request, _reply: unknown, payload: unknown, done: Done): void {
  const { headers } = raw;
  const { 'content-type': type, 'content-length': length, 'transfer-encoding': coding } = headers;
  (raw as Hiding)[HIDDEN] = { type, length, coding };
  if (type !== undefined) headers['content-type'] = undefined;
  if (length !== undefined) headers['content-length'] = undefined;
  if (coding !== undefined) headers['transfer-encoding'] = undefined;
  done(null, payload);
}

function showBody({ raw }: Request, _reply: unknown, done: Done): void {
  const hidden = (raw as Hiding)[HIDDEN];
  if (hidden?.type !== undefined) raw.headers['content-type'] = hidden.type;
  if (hidden?.length !== undefined) raw.headers['content-length'] = hidden.length;
  if (hidden?.coding !== undefined) raw.headers['transfer-encoding'] = hidden.coding;
  done();
}

/** Checks replies on their way out, as they will be sent; a streamed body is judged by status and headers alone. */
function checkReplies({ raw }: Request, reply: object, payload: unknown, done: Done): void {
  const responses = exchangeOf(raw)?.operation.route.module.current?.responses;
  if (!responses || isError(reply)) return done(null, payload);
  const text = payload === undefined || payload === null ? '' : typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : undefined;
  try {
    checkReply(responses, reply as Pick<ServerResponse, 'statusCode' | 'getHeader'> as ServerResponse, raw.method === 'HEAD' ? undefined : text);
  } catch (error) {
    return done(error as Error);
  }
  done(null, payload);
}
