import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { answers, api, readFiles } from '../testing';

let server: http.Server;
let base: string;

beforeAll(async () => {
  server = http.createServer((request, reply) => {
    if (request.url === '/pet.yaml') reply.end('type: object\nproperties:\n  owner: { $ref: owner.yaml#/Owner }\n');
    else if (request.url === '/owner.yaml') reply.end('Owner: { type: string }\n');
    else if (request.url === '/large') reply.end('x'.repeat(100_000));
    else if (request.url === '/never') reply.write('{');
    else if (request.url === '/leak.yaml') reply.end('$ref: "file:///etc/hostname"\n');
    else reply.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const read = (name: string) =>
  readFiles({ 'openapi.json': api({ '/a': answers({ $ref: `${base}${name}` }) }) }, { allowRemote: true, maxFileSize: 50_000, remoteTimeout: 300 });

it('follows remote references, relative ones behind them too', async () => {
  const { document, codes } = await read('/pet.yaml');
  expect(codes).toEqual([]);
  expect(document.root['components']).toEqual({ schemas: { pet: { type: 'object', properties: { owner: { $ref: '#/components/schemas/Owner' } } }, Owner: { type: 'string' } } });
});

it.each([['/nothing', 'NOT_FOUND'], ['/large', 'TOO_LARGE'], ['/never', 'NOT_FOUND'], ['/leak.yaml', 'UNRESOLVED']])('%s ends in a diagnostic', async (name, code) => {
  const { diagnostics } = await read(name);
  expect(diagnostics.map((d) => d.code)).toEqual([expect.stringContaining(code)]);
});
