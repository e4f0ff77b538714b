import fp from 'fastify-plugin';

export default fp(async function (fastify) {
  fastify.register(import('@fastify/jwt'), { secret: 'x' });
  fastify.decorate('authenticate', async function (request, reply) {
    try {
      await request.jwtVerify();
    } catch (error) {
      reply.code(401).send({ message: 'who are you' });
    }
  });
});
