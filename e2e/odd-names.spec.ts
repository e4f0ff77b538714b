import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { bootServer, callJson, generateFromSource, typeCheck } from './harness';
import type { Server, SourceApp } from './harness';

/** Component names that JSON pointers and URIs write in other letters; some differ only by an encoding. */
const NAMES = ['100%', '100%25', 'a%20b', 'a b', 'ä/ö~', '~1', '%7E1', 'x%2Fy', 'x/y', '%'];

const pointer = (name: string): string => `#/components/schemas/${encodeURIComponent(name.replace(/~/g, '~0').replace(/\//g, '~1'))}`;
const properties = { kind: { const: '' }, next: {} };
const body = (schema: object) => ({ content: { 'application/json': { schema } } });

/** Schema i takes an object whose `kind` is its own name; its `next` is the schema after it. */
const document = {
  openapi: '3.1.0',
  info: { title: 'Names', version: '1' },
  paths: Object.fromEntries(NAMES.map((name, i) => [`/n${i}`, {
    post: {
      operationId: `n${i}`,
      requestBody: { required: true, ...body({ $ref: pointer(name) }) },
      responses: { 200: { description: 'ok', ...body({ type: 'object', properties: { in: { $ref: pointer(name) } } }) } },
    },
  }])),
  components: {
    schemas: {
      ...Object.fromEntries(NAMES.map((name, i) => [name, {
        type: 'object', required: ['kind'], additionalProperties: false,
        properties: { ...properties, kind: { const: name }, next: { $ref: pointer(NAMES[(i + 1) % NAMES.length]!) } },
      }])),
      // a resource of its own: `#/$defs` is relative to it, the components are not in it
      Own: {
        $id: 'https://example.org/own', type: 'object', required: ['code', 'other'],
        properties: { code: { $ref: '#/$defs/code' }, other: { $ref: pointer('a%20b') } }, $defs: { code: { type: 'integer', minimum: 3 } },
      },
    },
  },
};
Object.assign(document.paths, { '/own': { post: { operationId: 'own', requestBody: { required: true, ...body({ $ref: pointer('Own') }) }, responses: { 204: { description: 'ok' } } } } });

/** Values that the types must accept, and some that they must not. */
function probe(): string {
  const checks = NAMES.flatMap((name, i) => {
    const next = NAMES[(i + 1) % NAMES.length]!;
    const type = `Body<'/n${i}'>`;
    return [
      `export const good${i}: ${type} = ${JSON.stringify({ kind: name, next: { kind: next } })};`,
      '// @ts-expect-error the name of another schema', `export const bad${i}: ${type} = ${JSON.stringify({ kind: next })};`,
    ];
  });
  return ["import type { paths } from './types/openapi.js';",
    "type Body<P extends keyof paths> = paths[P] extends { post: { requestBody: { content: { 'application/json': infer B } } } } ? B : never;", ...checks, ''].join('\n');
}

let app: SourceApp;
let server: Server;

beforeAll(async () => {
  app = await generateFromSource(document, { framework: 'fastify', stubs: 'example', validateResponses: true });
}, 120_000);
afterAll(async () => {
  await server?.stop();
  app?.remove();
});

test('generates without a remark, and the types are sound', async () => {
  expect(app.diagnostics.map(({ code, message }) => [code, message])).toEqual([]);
  writeFileSync(path.join(app.src, 'probe.ts'), probe());
  expect(await typeCheck(app.src, '7', 'nodenext')).toBe('');
}, 120_000);

test('tells the names apart when it runs', async () => {
  server = await bootServer(app.src, 'fastify', { routes: { exposeSchemas: true } });
  for (const [i, name] of NAMES.entries()) {
    const next = NAMES[(i + 1) % NAMES.length]!;
    const status = async (value: unknown): Promise<unknown> => (await callJson(server.origin, 'POST', `/n${i}`, value)).status;
    expect([name, await status({ kind: name, next: { kind: next } }), await status({ kind: next }), await status({ kind: name, next: { kind: name } })]).toEqual([name, 200, 400, 400]);
  }
  const own = async (value: unknown): Promise<number> => (await callJson(server.origin, 'POST', '/own', value)).status;
  expect([await own({ code: 3, other: { kind: 'a%20b' } }), await own({ code: 2, other: { kind: 'a%20b' } }), await own({ code: 3, other: { kind: 'a b' } })]).toEqual([204, 400, 400]);
}, 120_000);
