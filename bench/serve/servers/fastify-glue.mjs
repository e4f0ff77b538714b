import path from 'node:path';
import { fastify } from 'fastify';
import openapiGlue from 'fastify-openapi-glue';
import { receipt } from '../receipt.mjs';

const app = fastify();
const serviceHandlers = { createOrder: (request, reply) => reply.code(201).send(receipt(request.params.shopId, request.body)) };
await app.register(openapiGlue, { specification: path.join(import.meta.dirname, '../orders.yaml'), serviceHandlers });
await app.listen({ port: 0, host: '127.0.0.1' });
const { server } = app;
console.log(`listening ${server.address().port}`);
