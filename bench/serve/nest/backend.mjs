import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { receipt } from '../receipt.mjs';
import { start } from './start.mjs';

const out = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../out');

/** The generated application, whose one handler sums the order up. */
export async function startBackend(validator, onFastify) {
  const routes = path.join(out, `orders-nest-${validator}`, 'built/routes');
  const { RoutesModule, fastifyOptions } = await import(path.join(routes, 'routes.module.js'));
  const { OrdersService } = await import(path.join(routes, 'orders.service.js'));
  OrdersService.prototype.createOrder = async ({ params, body }) => receipt(params.shopId, body);
  await start({ imports: [RoutesModule] }, { fastify: onFastify && fastifyOptions });
}
