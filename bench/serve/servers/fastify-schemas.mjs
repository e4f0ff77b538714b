import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fastify } from 'fastify';
import { parse } from 'yaml';
import { receipt } from '../receipt.mjs';

// Fastify as its documentation says: JSON Schemas per route, shared ones by addSchema.
const { components } = parse(readFileSync(path.join(import.meta.dirname, '../orders.yaml'), 'utf8').replace(/#\/components\/schemas\/(\w+)/g, '$1#'));
const app = fastify();
for (const [name, schema] of Object.entries(components.schemas)) app.addSchema({ $id: name, ...schema });
const schema = {
  params: { type: 'object', properties: { shopId: { type: 'integer', minimum: 1 } } },
  querystring: { type: 'object', properties: { dryRun: { type: 'boolean', default: false }, expand: { type: 'array', items: { type: 'string', enum: ['customer', 'lines', 'payment'] }, maxItems: 3 } } },
  body: { $ref: 'Order#' },
  response: { 201: { $ref: 'Receipt#' } },
};
app.post('/shops/:shopId/orders', { schema }, (request, reply) => reply.code(201).send(receipt(request.params.shopId, request.body)));
await app.listen({ port: 0, host: '127.0.0.1' });
const { server } = app;
console.log(`listening ${server.address().port}`);
