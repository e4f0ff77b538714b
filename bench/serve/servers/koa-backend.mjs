import Koa from 'koa';
import { registerRoutes } from '../../out/orders-koa/built/routes/index.js';
import { receipt } from '../receipt.mjs';

const app = new Koa();
registerRoutes(app, {
  handlers: {
    createOrder: async (ctx) => {
      ctx.status = 201;
      ctx.body = receipt(ctx.params.shopId, ctx.request.body);
    },
  },
});
const server = app.listen(0, '127.0.0.1', () => console.log(`listening ${server.address().port}`));
