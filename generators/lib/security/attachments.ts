import { code } from '../code';
import type { Code } from '../code';
import type { Framework } from '../emit/context';

/** How an application of a framework is protected. */
export interface Attachment {
  /** The type of the application, and where it comes from. */
  readonly type: readonly [name: string, from: string];
  readonly secure: Code;
}

const express: Code = code`/** Call it once, before the routes are registered. */
export function secure(app: Express): void {
  app.use((request, response, next) => {
    admit(request, response).then((admitted) => admitted && next(), next);
  });
}`;

const fastify: Code = code`/** Call it once, before the routes are registered. */
export function secure(app: FastifyInstance): void {
  // Node's own limit for slow clients, which Fastify lifts.
  app.server.requestTimeout ||= 300_000;
  app.addHook('onRequest', async (request, reply) => {
    if (!(await admit(request.raw, reply.raw))) reply.hijack();
  });
}`;

const koa: Code = code`/** Call it once, before the routes are registered. */
export function secure(app: Koa): void {
  app.use(async (context, next) => {
    if (await admit(context.req, context.res)) return next();
    context.respond = false;
  });
}`;

const nest: Code = code`/** Call it once, before the application listens. */
export function secure(app: INestApplication): void {
  // Node's own limit for slow clients, which Fastify lifts.
  app.getHttpServer().requestTimeout ||= 300_000;
  app.use((request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => {
    admit(request, response).then((admitted) => admitted && next(), next);
  });
}`;

export const ATTACHMENTS: Readonly<Record<Framework, Attachment>> = {
  express: { type: ['Express', 'express'], secure: express },
  fastify: { type: ['FastifyInstance', 'fastify'], secure: fastify },
  koa: { type: ['default', 'koa'], secure: koa },
  nest: { type: ['INestApplication', '@nestjs/common'], secure: nest },
};
