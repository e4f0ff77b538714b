import { Type } from '@sinclair/typebox';

const NewCar = Type.Object({ plate: Type.String({ pattern: '^[A-Z]+-\\d+$' }), doors: Type.Optional(Type.Integer({ minimum: 2 })), fuel: Type.Union([Type.Literal('petrol'), Type.Literal('electric')]) });

export default async function cars(fastify) {
  fastify.get('/', { schema: { tags: ['cars'], querystring: { limit: { type: 'integer', maximum: 100 } }, response: { 200: { type: 'array', items: { $ref: 'car#' } } } } }, async () => []);

  fastify.route({
    method: ['POST'],
    url: '/',
    onRequest: [fastify.authenticate],
    schema: { summary: 'Park a car', body: NewCar, response: { 201: { $ref: 'car#' }, '4xx': { type: 'object', properties: { message: { type: 'string' } } } } },
    handler: async (request, reply) => {
      reply.code(201);
      return { id: 1, plate: request.body.plate };
    },
  });

  fastify.register(async (inner) => {
    inner.addHook('preHandler', inner.authenticate);
    inner.delete('/:id', async (request, reply) => reply.code(204).send());
    inner.get('/:id/history', (request, reply) => {
      const { since } = request.query;
      if (!request.headers['x-garage']) return reply.badRequest('garage');
      reply.send({ entries: [{ at: new Date(), what: 'parked', since }] });
    });
  }, { prefix: '/private' });
}
