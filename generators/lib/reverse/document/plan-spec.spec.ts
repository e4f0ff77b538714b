import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { generateRoutes } from '../../generate';
import { memoryFiles } from '../../merge/testing/memory-files';
import { testStages } from '../../testing/test-stages';
import { emitDocument } from '../../types/emit-document';
import { diskFiles } from '../../workspace/files';
import type { Stages } from '../../stages';
import { mergeApis } from './merge-apis';
import { planSpec } from './plan-spec';

type Json = Record<string, any>;

const SPEC: Json = {
  openapi: '3.0.3', info: { title: 'Shop', version: '1' }, servers: [{ url: 'https://x.example/v1' }],
  paths: { '/orders': { get: { operationId: 'listOrders', tags: ['orders'], description: 'All */ `${x}`', parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', nullable: true, minimum: 0, exclusiveMinimum: true, example: 3 } }], responses: { 200: { description: 'ok' } } } } },
  components: { schemas: { Unused: { type: 'string', maxLength: 3 } } },
};

/** Only what `spec` reads is emitted. */
const stages: Stages = {
  ...testStages,
  assemble: (context) => {
    const assembly = testStages.assemble(context);
    return { ...assembly, emit: () => ({ value: [...assembly.emit().value, emitDocument(context)], diagnostics: [] }) };
  },
};

async function generated(document: Json | string = SPEC): Promise<Record<string, string>> {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  const { value } = await generateRoutes('/virtual/openapi.json', { framework: 'express', readFile: async () => text }, undefined, stages);
  return Object.fromEntries(value.map(({ path, content }) => [`src/${path}`, content]));
}

const plan = (files: Record<string, string>, options: object = {}) => planSpec({ root: '/virtual', ...memoryFiles(files) }, { directory: 'src/routes', output: 'openapi.yaml', ...options });
const codes = (diagnostics: readonly { code: string }[]): string[] => diagnostics.map(({ code }) => code);

describe('planSpec', () => {
  it('gives generated routes back as OpenAPI 3.1', async () => {
    const { text, diagnostics } = await plan(await generated());
    expect(diagnostics).toEqual([]);
    const limit = { type: ['integer', 'null'], exclusiveMinimum: 0, examples: [3] };
    const operation = SPEC['paths']['/orders'].get;
    expect(parse(text!)).toEqual({ ...SPEC, openapi: '3.1.1', paths: { '/orders': { get: { ...operation, parameters: [{ ...operation.parameters[0], schema: limit }] } } } });
    expect((await plan(await generated(), { output: 'openapi.json' })).text).toMatch(/^\{\n {2}"openapi": "3\.1\.1"/);
  });

  it('believes the stored document of routes that were generated from a stored document, or from one with a member of that name', async () => {
    const once = await generated();
    const twice = await generated(once['src/types/openapi.json']!);
    expect(twice).toEqual(once);
    expect((await plan(twice)).diagnostics).toEqual([]);
    expect((await plan(await generated({ ...SPEC, 'x-generated': 'by hand' }))).diagnostics).toEqual([]);
  });

  it('believes no stored document that does not belong to the code', async () => {
    const files = await generated();
    const stored = 'src/types/openapi.json';
    const edited = await plan({ ...files, [stored]: files[stored]!.replace('listOrders', 'allOrders') });
    expect(codes(edited.diagnostics)).toContain('BACKEND_SPEC_STORED_EDITED');
    expect(edited.text ?? '').not.toContain('allOrders');
    const other = await generated({ ...SPEC, info: { title: 'Shop', version: '2' } });
    expect(codes((await plan({ ...files, [stored]: other[stored]! })).diagnostics)).toContain('BACKEND_SPEC_STORED_STALE');
    const { [stored]: _gone, ...rest } = files;
    const missing = await plan(rest);
    expect(codes(missing.diagnostics)).toContain('BACKEND_SPEC_STORED_MISSING');
    for (const { diagnostics } of [edited, missing]) {
      // Read from code instead, and nothing calls registerRoutes.
      expect(diagnostics.find(({ code }) => code.startsWith('BACKEND_SPEC_STORED_'))).toMatchObject({ severity: 'warning', message: expect.stringContaining('read from their code instead'), help: expect.stringContaining('Generate the routes again') });
      expect(diagnostics.find(({ code }) => code === 'BACKEND_SPEC_NOTHING')).toMatchObject({ severity: 'error', help: expect.stringMatching(/Generate the routes again.*registerRoutes/) });
    }
  }, 60_000);

  it('leaves a document that says the same untouched, byte for byte, though it is 3.0', async () => {
    const text = `# mine\n${JSON.stringify(SPEC)}\n`;
    const { text: after, changes } = await plan({ ...(await generated()), 'openapi.yaml': text });
    expect([after, changes]).toEqual([text, []]);
  });

  it('keeps what people wrote, and reports drift with places', async () => {
    const base = [
      'openapi: 3.1.0', 'info: {title: Shop, version: "1"}', '# where it runs', 'servers: [{url: https://mine.example/v1}]', 'paths:', '  /orders:', '    get:',
      '      operationId: listOrders', '      tags: [orders]', '      description: My words. # really', '      x-owner: me', '      parameters:', '        - name: limit', '          in: query', '          description: How many',
      '          schema: {type: integer, minimum: 0}', '      responses:', '        "200": {description: fine}', '  /gone:', '    get:', '      responses: {}', '',
    ].join('\n');
    const { text, changes } = await plan({ ...(await generated()), 'openapi.yaml': base });
    expect(base.split('\n').filter((line) => !text!.split('\n').includes(line))).toEqual(['          schema: {type: integer, minimum: 0}', '  /gone:', '      responses: {}']);
    expect(changes.map(({ id, breaking, basePosition }) => `${id} ${breaking} ${basePosition?.line}`)).toEqual(expect.arrayContaining(['path-removed true 19', 'became-nullable false 16', 'lower-bound-set true 16', 'example-changed false 16']));
    expect((await plan({ ...(await generated()), 'openapi.yaml': text! })).changes).toEqual([]);
  });

  it('adds routes written by hand beside generated ones, and names an operation that both have', async () => {
    const root = mkdtempSync(path.join(tmpdir(), 'spec-'));
    try {
      const main = "import express from 'express';\nconst app = express();\napp.get('/health', (_req, res) => { res.json({ ok: true }); });\napp.get('/v1/orders', (_req, res) => { res.status(201).json(1); });\n";
      for (const [file, text] of Object.entries({ ...(await generated()), 'src/main.ts': main, 'package.json': '{"dependencies":{"express":"5"}}' })) {
        mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
        writeFileSync(path.join(root, file), text);
      }
      const { document, diagnostics } = await planSpec(diskFiles(root), { directory: 'src', output: 'openapi.yaml' });
      expect(Object.keys(document!['paths'] as object)).toEqual(['/orders', '/health']);
      expect((document!['paths'] as Json)['/health'].get).toMatchObject({ servers: [{ url: '/' }], responses: { 200: {} } });
      expect((document!['paths'] as Json)['/orders'].get.responses).toEqual({ 200: { description: 'ok' } });
      expect(diagnostics.filter(({ severity }) => severity === 'warning')).toMatchObject([{ code: 'BACKEND_SPEC_CONFLICT', position: { file: 'src/main.ts', line: 4 } }]);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  }, 60_000);

  it('is an error where there is nothing', async () => {
    const { text, diagnostics } = await plan({});
    expect(text).toBeUndefined();
    expect(codes(diagnostics)).toContain('BACKEND_SPEC_NOTHING');
  });
});

describe('mergeApis', () => {
  const api = (paths: Json, rest: Json = {}) => ({ document: { openapi: '3.1.1', info: {}, paths, ...rest }, positions: new Map([['/paths/~1v1~1a/get', { file: 'hand.ts', line: 3, column: 1 }]]) });

  it('adds routes of another source, renames other components, and names conflicts', () => {
    const merged = mergeApis(
      api({ '/a': { get: { responses: { 200: {} } } } }, { servers: [{ url: '/v1' }], components: { schemas: { X: { type: 'string' } } } }),
      api({ '/v1/a': { get: { responses: { 201: {} } } }, '/health': { get: { responses: {}, requestBody: { $ref: '#/components/schemas/X' } } } }, { components: { schemas: { X: { type: 'number' } } } }),
    );
    expect(merged.document['paths']).toEqual({ '/a': { get: { responses: { 200: {} } } }, '/health': { get: { responses: {}, requestBody: { $ref: '#/components/schemas/X2' }, servers: [{ url: '/' }] } } });
    expect(merged.document['components']).toEqual({ schemas: { X: { type: 'string' }, X2: { type: 'number' } } });
    expect(merged.diagnostics).toMatchObject([{ code: 'BACKEND_SPEC_CONFLICT', position: { file: 'hand.ts' } }]);
  });
});
