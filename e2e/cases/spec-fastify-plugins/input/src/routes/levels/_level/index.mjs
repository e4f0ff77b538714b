export default async function (fastify) {
  fastify.get('/', async (request) => ({ level: Number(request.params.level), free: true }));
}
