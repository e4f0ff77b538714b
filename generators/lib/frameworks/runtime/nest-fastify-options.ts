import { Buffer } from 'node:buffer';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { judge } from './error-facts';
import { validationFailure } from './failure';
import type { ErrorBody } from './failure';
import { malformedVariable } from './malformed-variable';
import { routesOf } from './nest-operation';
import type { PlatformReply } from './nest-platform';
import { rawRequestOf } from './raw-request';
import { errorReply } from './reply-error';
import { requestIdOf } from './request-id';

/** Exported, so that declarations of the application can name it. */
export interface Request {
  readonly raw: IncomingMessage;
  readonly headers: IncomingHttpHeaders;
}

/** Fastify's reply: what its `send` takes depends on the type of the route, so that no type of ours has room for it. */
export interface Reply {
  readonly raw: ServerResponse;
}

/**
 * Options for `new FastifyAdapter(…)` that only a whole server can have: Fastify refuses malformed
 * paths before it routes, and values of path variables that are longer than 100.
 */
export function createFastifyOptions(controllers: readonly { readonly prototype: object }[], errorBody: ErrorBody) {
  const templates = controllers.flatMap(({ prototype }) => routesOf(prototype).map(({ route }) => route.path));
  return {
    routerOptions: { maxParamLength: 16_384 },
    frameworkErrors(error: Error & { statusCode?: number }, { raw, headers: sent }: Request, of: Reply): void {
      const reply = of as unknown as PlatformReply;
      const { path } = rawRequestOf(raw.url ?? '/', sent);
      const detail = error.statusCode === 414 ? { field: '', message: 'is too long' }
        : { field: malformedVariable(path, templates) ?? '', message: 'must be well-formed percent-encoded UTF-8' };
      const id = requestIdOf(sent['x-request-id']);
      const { status, headers, text } = errorReply(judge(validationFailure([{ ...detail, in: 'path' }]), id), errorBody);
      reply.status(status);
      for (const [name, value] of Object.entries({ 'x-request-id': id, ...headers })) reply.header(name, value);
      reply.send(Buffer.from(text));
    },
  };
}
