import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { orderOperations } from './order-operations';
import { routePath } from './route-path';
import type { PathSyntax } from './route-path';
import { operation, template } from './testing/api';

/** Templates, what they match, and what they must not. */
const TEMPLATES: readonly (readonly [template: string, matched: readonly string[], refused: readonly string[]])[] = [
  ['/plain', ['/plain'], ['/Plain', '/plain/', '/plainx']],
  ['/v1.0/users', ['/v1.0/users'], ['/v1x0/users']],
  ['/users/{id}', ['/users/1', '/users/a%2Fb', '/users/a.b-c', '/users/%C3%A9'], ['/users/', '/users', '/users/1/2']],
  ['/users/{user-id}/x', ['/users/1/x'], ['/users/1/y']],
  ['/files/{name}.{ext}', ['/files/a.txt', '/files/a.b.txt'], ['/files/atxt']],
  ['/range/{from}-{to}', ['/range/1-2'], ['/range/12']],
  ['/things/{id}:cancel', ['/things/1:cancel'], ['/things/1', '/things/1xcancel']],
  ['/suffix/{id}suffix', ['/suffix/1suffix'], ['/suffix/1']],
  ['/under/{id}_x', ['/under/1_x'], ['/under/1']],
  ['/odata({key})', ['/odata(5)'], ['/odata5', '/odata']],
  ["/odata2('{key}')", ["/odata2('5')"], ['/odata2(5)']],
  ['/star*', ['/star*'], ['/stars', '/star']],
  ['/plus+', ['/plus+'], ['/pluss', '/plus']],
  ['/opt?x', [], ['/op', '/opt', '/opx']],
  ['/group(x)', ['/group(x)'], ['/groupx']],
  ['/brackets[0]', ['/brackets[0]'], ['/brackets0']],
  ['/braces{', [], ['/brace']],
  ['/bang!', ['/bang!'], ['/bang']],
  ['/dollar$end^', [], ['/dollar']],
  ['/a|b', ['/a|b'], ['/a', '/b']],
  ['/colon:x', ['/colon:x'], ['/colony']],
  ['/back\\slash', [], []],
  ['/größe/{wert}', ['/gr%C3%B6%C3%9Fe/1'], ['/grosse/1']],
  ['/space d', ['/space%20d'], []],
  ['/encoded%20already', ['/encoded%20already'], []],
  ['/adjacent/{a}{b}', ['/adjacent/xy'], ['/adjacent/']],
  ['/twice/{id}/{id}', ['/twice/1/2'], ['/twice/1']],
  ['/proto/{__proto__}/{constructor}', ['/proto/1/2'], []],
  ['/trailing/', ['/trailing/'], ['/trailing']],
  ['/quote"\'`${x}', [], []],
  ['/', ['/'], []],
];

const servers: Record<string, (add: (register: (path: string, text: string) => void) => void) => { listen(port: number, host: string): Server }> = {
  'express 5': (add) => expressApp('express', add),
  'express 4': (add) => expressApp('express4', add),
  koa: (add) => {
    const Koa = require('koa');
    const { Router } = require('@koa/router');
    const app = new Koa();
    const router = new Router({ strict: true, sensitive: true });
    add((path, text) => router.get(path, (ctx: any) => (ctx.body = text)));
    return app.use(router.routes());
  },
};

function expressApp(module: string, add: (register: (path: string, text: string) => void) => void): any {
  const express = require(module);
  const app = express();
  const router = express.Router({ strict: true, caseSensitive: true });
  add((path, text) => router.get(path, (_req: any, res: any) => res.send(text)));
  return app.use(router);
}

describe.each<[string, PathSyntax]>([
  ['express 5', 'path-to-regexp-8'],
  ['express 4', 'path-to-regexp-0.1'],
  ['koa', 'path-to-regexp-8'],
])('path templates on %s', (name, syntax) => {
  let server: Server;
  beforeAll(async () => {
    const app = servers[name]!((register) => TEMPLATES.forEach(([text]) => register(routePath(template(text), syntax), text)));
    server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  /** Sends a path as it is: fetch would normalize it. */
  const ask = (path: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const call = request({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', path, agent: false }, (reply) => {
        let text = '';
        reply.setEncoding('utf8').on('data', (chunk: string) => (text += chunk)).on('end', () => resolve(reply.statusCode === 200 ? text : `${reply.statusCode}`));
      });
      call.on('error', reject).end();
    });

  test.each(TEMPLATES)('%s', async (text, matched, refused) => {
    for (const path of matched) expect([path, await ask(path)]).toEqual([path, text]);
    for (const path of refused) expect([path, await ask(path)]).not.toEqual([path, text]);
  });
});

describe('order', () => {
  const order = (...paths: string[]): string[] => orderOperations(paths.map((path) => operation('get', path))).map((o) => o.path.text);
  test('is the document\'s where nothing overlaps', () => {
    expect(order('/b/{x}', '/a', '/c/{y}/d')).toEqual(['/b/{x}', '/a', '/c/{y}/d']);
  });
  test('has concrete paths before the templated ones they overlap with', () => {
    expect(order('/users/{id}', '/z', '/users/me')).toEqual(['/users/me', '/users/{id}', '/z']);
    expect(order('/{a}/{b}', '/{a}/x', '/y/{b}', '/y/x')).toEqual(['/y/x', '/y/{b}', '/{a}/x', '/{a}/{b}']);
    expect(order('/f/{name}', '/f/{name}.json', '/f/a.json')).toEqual(['/f/a.json', '/f/{name}.json', '/f/{name}']);
  });
});
