import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest, preParsingHookHandler } from 'fastify';
import { notFound } from './failure';
import { createReplyWriter } from './fastify-replies';
import type { FastifyRoute, Received } from './fastify-route';
import type { Limits } from './options';
import { createReceive, readBody } from './receive';
import type { Input } from './receive';
import type { Authorize } from './security';

/** Where a request keeps its input while the body is still to be read. */
const UNREAD = Symbol('unread body');

// Not decorated: each decorator costs every request a slow write, these only when they are set.
type Request = FastifyRequest & Received & { [UNREAD]?: { readonly input: Input; readonly response: ServerResponse } | undefined };

// Fastify asks its content type parsers for no body of these.
const BODYLESS = new Set(['GET', 'HEAD', 'TRACE']);

/**
 * Receives a request before Fastify reads its body: security, media types, parameters; decoded
 * values take the place of Fastify's own. The body is left to `parseBody`, which Fastify calls in
 * the request's async context.
 */
export function createPreParsing(route: FastifyRoute, authorize: Authorize | null, limits: Limits): preParsingHookHandler {
  const later = !BODYLESS.has(route.method);
  const receive = createReceive({ lazy: route.module, produces: route.produces ?? [], authorize, limits, reading: later ? 'later' : 'inContext' });
  const { serializers } = route;
  const write = createReplyWriter(route);
  const variables = route.path.includes('{');

  function start(request: FastifyRequest, reply: FastifyReply, payload: Readable, done: (error?: Error | null) => void): void {
    const raw = request.raw;
    const url = raw.url ?? '/';
    const mark = url.indexOf('?');
    const parts = { path: mark === -1 ? url : url.slice(0, mark), query: mark === -1 ? '' : url.slice(mark + 1), headers: raw.headers };
    const incoming = payload === raw ? raw : replaced(raw, payload);
    receive(incoming, reply.raw, parts, request, (error, input) => {
      if (error !== null) return done(error as Error);
      assign(request as Request, input);
      if (later && input.pending !== null) (request as Request)[UNREAD] = { input, response: reply.raw };
      done();
    });
  }

  return function preParsing(request, reply, payload, done) {
    reply.header('x-request-id', request.id);
    // find-my-way lets a variable be empty: `/users/` is not `/users/{id}`
    if (variables && hasEmpty(request.params as object)) return done(notFound());
    if (serializers === undefined) return start(request, reply, payload as Readable, done);
    if (serializers.current !== undefined) {
      write(reply, serializers.current);
      return start(request, reply, payload as Readable, done);
    }
    serializers.load().then((loaded) => {
      write(reply, loaded);
      start(request, reply, payload as Readable, done);
    }, done);
  };
}

/** The content type parser of all media types: reads the body that `preParsing` left, which knows what it is to be. */
export function parseBody(request: FastifyRequest, payload: IncomingMessage, done: (error: Error | null, body?: unknown) => void): void {
  const unread = (request as Request)[UNREAD];
  if (unread === undefined) return done(null, request.body);
  readBody(unread.input, payload, unread.response, (error, { body }) => {
    if (error !== null && error !== undefined) return done(error as Error);
    (request as Request)[UNREAD] = undefined;
    done(null, body);
  });
}

/** True for a request that was refused for its body; Fastify then closes the connection, which has been read to its end. */
export function failedInBody(request: FastifyRequest): boolean {
  return (request as Request)[UNREAD] !== undefined;
}

function assign(request: Request, { parameters, body, takesBody, auth }: Input): void {
  if (auth !== null) request.auth = auth;
  else request.auth ??= {};
  if (parameters !== null) {
    request.params = parameters.path;
    request.query = parameters.query;
    // as Fastify's own validator does: in place, so that undeclared fields stay
    for (const name in parameters.headers) (request.raw.headers as Record<string, unknown>)[name] = parameters.headers[name];
    request.cookies = request.cookies ? { ...request.cookies, ...parameters.cookies } : parameters.cookies;
  }
  if (takesBody) request.body = body;
}

function hasEmpty(params: object): boolean {
  for (const name in params) if ((params as Record<string, string>)[name] === '') return true;
  return false;
}

/** A body that an earlier preParsing hook replaced (decompressed): its old length and encoding say nothing. */
function replaced(raw: IncomingMessage, payload: Readable): IncomingMessage {
  const { 'content-encoding': _encoding, 'content-length': _length, ...headers } = raw.headers;
  headers['transfer-encoding'] = 'chunked';
  return Object.assign(payload, { headers, httpVersionMajor: raw.httpVersionMajor }) as unknown as IncomingMessage;
}
