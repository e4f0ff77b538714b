import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An API with resources below resources, ids that only creates give, and a bearer token. */
export const ORDERS_DOCUMENT = {
  openapi: '3.1.0', info: { title: 'Orders', version: '1' }, servers: [{ url: 'https://api.test/v1' }],
  security: [{ token: [] }],
  paths: {
    '/orders': {
      post: { operationId: 'createOrder', requestBody: { required: true, content: json({ type: 'object', required: ['customer'], properties: { customer: { type: 'string', minLength: 1 } } }) }, responses: { 201: { description: 'ok', content: json({ $ref: '#/components/schemas/Order' }), links: { receipt: { operationId: 'getReceipt', parameters: { number: '$response.body#/receipt', tenant: '$response.header.x-tenant' } } } } } },
      get: { operationId: 'listOrders', responses: { 200: { description: 'ok', content: json({ type: 'array', items: { $ref: '#/components/schemas/Order' } }) } } },
    },
    '/orders/{orderId}': {
      parameters: [path('orderId', 'integer')],
      get: { operationId: 'getOrder', responses: { 200: { description: 'ok', content: json({ $ref: '#/components/schemas/Order' }) } } },
      delete: { operationId: 'deleteOrder', responses: { 204: { description: 'gone' } } },
    },
    '/orders/{orderId}/items': {
      parameters: [path('orderId', 'integer')],
      post: { operationId: 'addItem', responses: { 201: { description: 'ok', content: json({ type: 'object', required: ['item_id'], properties: { item_id: { type: 'string' } } }) } } },
    },
    '/orders/{orderId}/items/{itemId}': {
      parameters: [path('orderId', 'integer'), path('itemId', 'string')],
      get: { operationId: 'getItem', responses: { 200: { description: 'ok', content: json({ type: 'object' }) } } },
    },
    '/receipts/{number}': {
      parameters: [path('number', 'string'), { name: 'tenant', in: 'query', schema: { type: 'string' } }],
      get: { operationId: 'getReceipt', responses: { 200: { description: 'ok', content: { 'text/plain': { schema: { type: 'string' } } } } } },
    },
    '/refunds': { post: { operationId: 'refund', requestBody: { content: json({ type: 'object', required: ['orderId'], properties: { orderId: { type: 'integer' } } }) }, responses: { 202: { description: 'ok' } } } },
  },
  components: {
    schemas: { Order: { type: 'object', required: ['id', 'customer'], properties: { id: { type: 'integer' }, customer: { type: 'string' }, receipt: { type: 'string' } } } },
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
  },
};

function json(schema: object): object {
  return { 'application/json': { schema } };
}

function path(name: string, type: string): object {
  return { name, in: 'path', required: true, schema: { type } };
}

export interface OrdersServer {
  readonly url: string;
  /** `GET getOrder`-like lines: method, path, status. */
  readonly seen: { readonly method: string; readonly url: string; readonly status: number; readonly authorization: string | undefined; readonly body: string }[];
  close(): Promise<void>;
}

/** @param lie changes a reply's body */
export async function ordersServer(lie: (route: string, body: unknown) => unknown = (_, body) => body): Promise<OrdersServer> {
  const orders = new Map<string, { id: number; customer: string; receipt: string; items: Set<string> }>();
  const seen: OrdersServer['seen'] = [];
  let next = 1000;
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text)).on('end', () => answer(request, response, body));
  });
  const answer = (request: IncomingMessage, response: ServerResponse, body: string): void => {
    const url = request.url!.replace(/^\/v1/, '');
    const reply = (status: number, value?: unknown, type = 'application/json', headers = {}): void => {
      seen.push({ method: request.method!, url, status, authorization: request.headers.authorization, body });
      response.writeHead(status, { ...(value === undefined ? {} : { 'content-type': type }), ...headers });
      response.end(value === undefined ? undefined : type === 'text/plain' ? String(value) : JSON.stringify(value));
    };
    if (request.headers.authorization !== 'Bearer s3cret-token') return reply(401, { error: 'who?', got: request.headers.authorization });
    const [pathname, query] = url.split('?');
    const [, collection, id, , item] = pathname!.split('/');
    const order = orders.get(collection === 'refunds' ? String((JSON.parse(body) as { orderId: number }).orderId) : id ?? '');
    const route = `${request.method} ${collection}${id ? '/id' : ''}${pathname!.split('/')[3] ? '/items' : ''}${item ? '/id' : ''}`;
    const shown = (one: { id: number; customer: string; receipt: string }): unknown => lie(route, { id: one.id, customer: one.customer, receipt: one.receipt });
    switch (route) {
      case 'POST orders': {
        const made = { id: next++, customer: (JSON.parse(body) as { customer: string }).customer, receipt: `r/${next}`, items: new Set<string>() };
        orders.set(String(made.id), made);
        return reply(201, shown(made), 'application/json', { 'X-Tenant': 'acme' });
      }
      case 'GET orders': return reply(200, [...orders.values()].map(shown));
      case 'POST refunds': return order ? reply(202) : reply(404);
      case 'GET receipts/id': return [...orders.values()].some(({ receipt }) => receipt === decodeURIComponent(id!)) && query === 'tenant=acme' ? reply(200, 'receipt', 'text/plain') : reply(404);
    }
    if (!order) return reply(404, { error: 'no such order' });
    switch (route) {
      case 'GET orders/id': return reply(200, shown(order));
      case 'DELETE orders/id': return orders.delete(id!), reply(204);
      case 'POST orders/id/items': return order.items.add(`i${next}`), reply(201, { item_id: `i${next++}` });
      case 'GET orders/id/items/id': return order.items.has(item!) ? reply(200, lie(route, { item_id: item })) : reply(404);
      default: return reply(404);
    }
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}
