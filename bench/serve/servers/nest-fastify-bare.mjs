import { OrdersController } from '../nest/orders-controller.mjs';
import { start } from '../nest/start.mjs';

await start({ controllers: [OrdersController] }, { fastify: {} });
