import Fastify from 'fastify';
import fp from 'fastify-plugin';
import autoload from '@fastify/autoload';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import authenticate from './authenticate.mjs';
import cars from './cars.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));

export async function build() {
  const server = Fastify();
  server.addSchema({ $id: 'car', type: 'object', properties: { id: { type: 'integer' }, plate: { type: 'string' } }, required: ['id', 'plate'] });
  await server.register(authenticate);
  server.register(cars, { prefix: '/cars' });
  server.register(autoload, { dir: path.join(here, 'routes'), routeParams: true, options: { prefix: '/v2' } });
  server.register(fp(async (instance) => {
    instance.get('/ping', () => 'pong');
  }), { prefix: '/ignored' });
  return server;
}

build().then((server) => server.listen({ port: 3000 }));
