import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest, preParsingHookHandler } from 'fastify';
import { notFound } from './failure';
import { createReplyWriter } from './fastify-replies';
import type { FastifyRoute, Received } from './fastify-route';
import type { Limits } from './options';
import { createReceive } from './receive';
import type { Input } from './receive';
import type { Authorize } from './security';

/**
 * Receives a request before Fastify reads its body: security, media types, parameters, body,
 * validation, in one pass; decoded values take the place of Fastify's own.
 */
export function createPreParsing(route: FastifyRoute, authorize: Authorize | null, limits: Limits): preParsingHookHandler {
  const receive = createReceive({ lazy: route.module, produces: route.produces ?? [], authorize, limits });
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
      assign(request as FastifyRequest & Received, input);
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

function assign(request: FastifyRequest & Received, { parameters, body, takesBody, auth }: Input): void {
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
