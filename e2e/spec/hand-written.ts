/** A small application as people write one: its files by path from the project's folder. */
export const HAND_WRITTEN: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "by-hand", "private": true, "type": "module", "dependencies": { "express": "^5" } }\n',
  'src/main.ts': `import express from 'express';
import { orders } from './routes/orders.js';

const app = express();
app.use(express.json());
app.use('/api/orders', orders);
app.listen(3000);
`,
  'src/routes/orders.ts': `import { Router } from 'express';

interface Order {
  id: number;
  item: string;
  note?: string;
}
const known: Order[] = [];

export const orders = Router();

/** Orders, newest first. */
orders.get('/', (req, res) => {
  const limit = Number(req.query['limit'] ?? 20);
  res.json(known.slice(0, limit));
});

orders.post('/', (req, res) => {
  const { item, note } = req.body as Omit<Order, 'id'>;
  if (!item) return void res.status(422).json({ message: 'an item is needed' });
  const order: Order = { id: known.length + 1, item, ...(note !== undefined && { note }) };
  known.push(order);
  res.status(201).json(order);
});

orders.get('/:id', (req, res) => {
  const order = known.find(({ id }) => id === Number(req.params.id));
  if (!order) return void res.sendStatus(404);
  res.json(order);
});
`,
};

/** What it says of the order's schema, and which statuses each operation answers. */
export const HAND_WRITTEN_API = {
  operations: { 'get /api/orders': ['200'], 'post /api/orders': ['201', '422'], 'get /api/orders/{id}': ['200', '404'] },
  order: { type: 'object', properties: { id: { type: 'number' }, item: { type: 'string' }, note: { type: 'string' } }, required: ['id', 'item'] },
};

/** One operation: enough to see its generated code read. */
export const SMALL_DOCUMENT = `openapi: 3.1.0
info: { title: Small, version: '1' }
paths:
  /users/{id}:
    get:
      operationId: getUser
      parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
      responses: { '200': { description: ok } }
`;
