import { fastify } from 'fastify';
import { registerRoutes } from '../../out/orders-fastify/built/routes/index.js';
import { receipt } from '../receipt.mjs';

const app = fastify();
await registerRoutes(app, { handlers: { createOrder: (request, reply) => reply.code(201).send(receipt(request.params.shopId, request.body)) } });
await app.listen({ port: 0, host: '127.0.0.1' });
const { server } = app;
console.log(`listening ${server.address().port}`);
