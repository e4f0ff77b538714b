import Router from '@koa/router';
import Koa from 'koa';
import { receipt } from '../receipt.mjs';

const router = new Router();
router.post('/shops/:shopId/orders', async (ctx) => {
  const chunks = [];
  for await (const chunk of ctx.req) chunks.push(chunk);
  ctx.status = 201;
  ctx.body = receipt(ctx.params.shopId, JSON.parse(Buffer.concat(chunks).toString()));
});
const app = new Koa();
app.use(router.routes());
const server = app.listen(0, '127.0.0.1', () => console.log(`listening ${server.address().port}`));
