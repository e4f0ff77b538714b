/** A server whose every request costs some JSON and `UNITS` of arithmetic. */
import { createServer } from 'node:http';

const units = Number(process.env.UNITS);
const order = JSON.stringify({ id: 1, items: Array.from({ length: 20 }, (_, i) => ({ sku: `a${i}`, price: i * 1.5, tags: ['x', 'y'] })) });

function spend(count) {
  let hash = 0;
  for (let i = 0; i < count * 400; i++) hash = (hash * 31 + (i ^ hash)) | 0;
  return hash;
}

createServer((_, response) => {
  const { items, ...rest } = JSON.parse(order);
  const hash = spend(units);
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ ...rest, items, hash, total: items.reduce((sum, { price }) => sum + price, 0) }));
}).listen(Number(process.env.PORT), '127.0.0.1', () => console.log(`listening ${process.env.PORT}`));
