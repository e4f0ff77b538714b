import { Readable } from 'node:stream';
import type { FastifyHandler } from '../../../generators/lib/frameworks/runtime/fastify-types';
import type { CreateReplies, GetUserInput, GetUserReplies, OnlyCreatedReplies } from './api';

export const getUser: FastifyHandler<GetUserInput, GetUserReplies> = async (request, reply) => {
  const id: number = request.params.id;
  const limit: number = request.headers['x-limit'];
  const agent: string | undefined = request.headers['user-agent'];
  const session: string | undefined = request.cookies.session;
  request.log.info('x');
  // @ts-expect-error -- declared as a number
  const text: string = request.params.id;
  // @ts-expect-error -- not declared
  void request.query.nothing;
  void [limit, agent, session, text];
  if (id === 1) return reply.code(404).send({ code: 'x' });
  if (id === 2) return reply.status(204).send();
  if (id === 3) return reply.code(200).header('x-a', 'b').send({ id, name: 'n' });
  if (id === 4) return reply.code(500).send('text of default');
  // @ts-expect-error -- the body of 200 at status 404
  reply.code(404).send({ id: 1, name: 'n' });
  // @ts-expect-error -- 204 has no body
  reply.code(204).send({ id: 1, name: 'n' });
  // @ts-expect-error -- a property is missing
  reply.send({ id: 1 });
  return { id, name: 'n' };
};

// @ts-expect-error -- returns what is no body of 200
export const wrong: FastifyHandler<{}, GetUserReplies> = async () => ({ id: 'text' });

export const create: FastifyHandler<{}, CreateReplies> = (_request, reply) => {
  reply.code(201).send({ id: 1, name: 'n' });
  // @ts-expect-error -- not a status of this operation
  reply.code(200);
  // @ts-expect-error -- without a code this is 200, which is not declared
  reply.send({ id: 1, name: 'n' });
};

export const created: FastifyHandler<{}, OnlyCreatedReplies> = (_request, reply) => {
  // @ts-expect-error -- Fastify sends 200, although 201 is the only success
  reply.send({ id: 1, name: 'n' });
  return reply.code(201).send({ id: 1, name: 'n' });
};

// @ts-expect-error -- likewise
export const returned: FastifyHandler<{}, OnlyCreatedReplies> = async () => ({ id: 1, name: 'n' });

export const file: FastifyHandler<{}, { 200: { raw: Uint8Array | Readable } }> = async () => Readable.from(['x']);

// Nothing is known of the replies, and a schema no value fits still has a body to send.
export const unknownReplies: FastifyHandler<{}, { default: { json: unknown; raw: unknown } }> = async (_request, reply) => {
  reply.code(204).send();
  reply.code(200).send({ any: 'thing' });
};

export const impossible: FastifyHandler<{}, { 200: { json: never } }> = async (_request, reply) => {
  reply.code(200).send({} as never);
  // @ts-expect-error -- there is no such value
  reply.code(200).send({});
};
