import { printDiagnostics } from '../diagnostics';
import { buildApi } from '../model/build-api';
import { answers, api, readFiles } from './testing';

/** A small generator with a fixed seed, so that a failure can be repeated. */
function random(seed: number): () => number {
  return () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff;
}

const JUNK: readonly unknown[] = [
  null, [], {}, '', 0, 1.5, true, 'x', [null], [[]], { $ref: '#' }, { $ref: '#/components' }, { $ref: '#/paths' }, { $ref: 5 },
  { $ref: 'nope.yaml' }, { $ref: '#/components/schemas/X' }, { type: [null] }, ['a'], { '': null }, { $ref: '#foo' },
  { $ref: 'http://[bad' }, { $ref: '%zz' }, { $id: 'a b:/', $ref: 'x' }, { mapping: { a: '#/x', b: 3 }, propertyName: 'k' },
];

const swagger = {
  swagger: '2.0', info: { title: 'T', version: '1' }, produces: ['application/json'],
  paths: { '/a/{id}': { parameters: [{ name: 'id', in: 'path', required: true, type: 'array', items: { type: 'string' } }], post: { parameters: [{ in: 'body', name: 'b', schema: { $ref: '#/definitions/D' } }], responses: { 200: { description: '', schema: { $ref: '#/definitions/D' } } } } } },
  definitions: { D: { properties: { d: { $ref: '#/definitions/D' } } } },
};
const openapi = api(
  { '/a/{id}': { ...answers({ $ref: '#/components/schemas/S' }), parameters: [{ $ref: '#/components/parameters/P' }], post: { operationId: 'p', security: [{ k: [] }], requestBody: { content: { 'application/json': { schema: { allOf: [{ $ref: '#/components/schemas/S' }] } } } }, responses: { default: { $ref: '#/components/responses/R' } }, callbacks: { c: { '{$url}': { post: { responses: {} } } } } } } },
  { schemas: { S: { type: 'object', properties: { s: { $ref: '#/components/schemas/S' } } } }, parameters: { P: { name: 'id', in: 'path', required: true, schema: { type: 'string' } } }, responses: { R: { description: '', headers: { H: { schema: { type: 'string' } } } } }, securitySchemes: { k: { type: 'http', scheme: 'basic' } } },
);

it('ends any document in a value or diagnostics, never in an exception', async () => {
  const next = random(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  for (let i = 0; i < 1000; i++) {
    const document = structuredClone(i % 3 === 0 ? swagger : openapi) as Record<string, unknown>;
    for (let n = 0; n < 1 + (i % 4); n++) {
      const [parent, key] = pick(places(document));
      parent[key] = structuredClone(next() < 0.7 ? pick(JUNK) : ((([p, k]) => p[k])(pick(places(document))) as object));
    }
    const { document: bundle, diagnostics } = await readFiles({ 'openapi.json': document });
    const all = bundle ? [...diagnostics, ...buildApi(bundle).diagnostics] : diagnostics;
    if (bundle) JSON.stringify(bundle.root);
    printDiagnostics(all, { readFile: () => '' });
  }
});

function places(root: Record<string, unknown>): [Record<string, unknown>, string][] {
  const found: [Record<string, unknown>, string][] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const key of Object.keys(node)) {
      found.push([node as Record<string, unknown>, key]);
      visit((node as Record<string, unknown>)[key]);
    }
  };
  visit(root);
  return found;
}

it('refuses an operation that is its own path item', async () => {
  const { codes } = await readFiles({ 'openapi.json': api({ '/a': { get: { $ref: '#/paths/~1a' } } }) });
  expect(codes).toEqual(['info BACKEND_REF_MISPLACED', 'error BACKEND_REF_LOOP']);
});
