import { answers, api, readFiles } from './testing';

const json = '/get/responses/200/content/application~1json/schema';

describe('references', () => {
  it('hoists what other files hold, once, under clean names', async () => {
    const { document, codes } = await readFiles({
      'openapi.json': api({ '/a': answers({ $ref: './models/pet.json' }), '/b': answers({ $ref: 'models/pet.json#/properties/owner' }) }),
      'models/pet.json': { type: 'object', properties: { owner: { $ref: '../shared.json#/definitions/Owner' }, parent: { $ref: '#' } } },
      'shared.json': { definitions: { Owner: { type: 'string' } } },
    });
    expect(codes).toEqual([]);
    expect(document.root['components']).toEqual({
      schemas: {
        pet: { type: 'object', properties: { owner: { $ref: '#/components/schemas/Owner' }, parent: { $ref: '#/components/schemas/pet' } } },
        Owner: { type: 'string' },
      },
    });
    expect(document.at(`#/paths/~1b${json}`)).toEqual({ $ref: '#/components/schemas/Owner' });
    expect(document.files).toEqual(['openapi.json', 'models/pet.json', 'shared.json']);
  });

  it('refers into a hoisted schema instead of copying a part of it', async () => {
    const { document } = await readFiles({
      'openapi.json': api({ '/a': answers({ $ref: 'pet.json' }), '/b': answers({ $ref: 'pet.json#/properties/name' }) }),
      'pet.json': { properties: { name: { type: 'string' } } },
    });
    expect(document.at(`#/paths/~1b${json}`)).toEqual({ $ref: '#/components/schemas/pet/properties/name' });
  });

  it('keeps equal names of different files apart', async () => {
    const { document } = await readFiles({
      'openapi.json': api({ '/a': answers({ $ref: 'a/pet.json' }), '/b': answers({ $ref: 'b/pet.json' }) }, { schemas: { pet: { type: 'null' } } }),
      'a/pet.json': { type: 'string' },
      'b/pet.json': { type: 'number' },
    });
    expect(Object.keys((document.root['components'] as { schemas: object }).schemas)).toEqual(['pet', 'a_pet', 'b_pet']);
  });

  it('reads percent-encoded and escaped pointers, and circular files', async () => {
    const circular = await readFiles({
      'openapi.json': api({ '/a': answers({ $ref: 'a%20b.json#/x~1y' }) }),
      'a b.json': { 'x/y': { properties: { b: { $ref: 'b.json' } } } },
      'b.json': { properties: { a: { $ref: 'a b.json#/x~1y' } } },
    });
    expect(circular.codes).toEqual([]);
    expect(circular.document.root['components']).toEqual({
      schemas: { x_y: { properties: { b: { $ref: '#/components/schemas/b' } } }, b: { properties: { a: { $ref: '#/components/schemas/x_y' } } } },
    });
  });

  it('puts path items and operations of other files in place, and knows where they were written', async () => {
    const { document, codes } = await readFiles({
      'openapi.yaml': 'openapi: 3.0.3\ninfo: {title: T, version: "1"}\npaths:\n  /a:\n    $ref: paths/a.yaml\n  /b:\n    get:\n      $ref: paths/a.yaml#/get\n',
      'paths/a.yaml': 'get:\n  operationId: getA\n  responses:\n    200:\n      $ref: ../r.yaml\n',
      'r.yaml': 'description: ok\n',
    });
    expect(codes).toEqual(['info BACKEND_REF_MISPLACED']);
    const operation = document.at('#/paths/~1a/get') as object;
    expect(operation).toEqual({ operationId: 'getA', responses: { 200: { $ref: '#/components/responses/r' } } });
    const origin = document.origin(operation, 'operationId')!;
    expect([origin.file, origin.pointer, origin.position()]).toEqual(['paths/a.yaml', '/get/operationId', { file: 'paths/a.yaml', line: 2, column: 3 }]);
  });

  it('takes a reference to the enclosing schema for what it means', async () => {
    const { document, diagnostics } = await readFiles({
      'openapi.json': api({ '/a': answers({ $ref: '#/$defs/node', $defs: { node: { properties: { next: { $ref: '#/$defs/node' }, top: { $ref: '#' } } } } }) }),
    });
    expect(diagnostics.map((d) => d.code)).toEqual(Array(3).fill('BACKEND_REF_SCOPE'));
    const root = `#/paths/~1a${json}`;
    expect(document.at(`${root}/$ref`)).toBe(`${root}/$defs/node`);
    expect(document.at(`${root}/$defs/node/properties/top`)).toEqual({ $ref: root });
  });

  it('leaves references by $id and $anchor to the schema compiler', async () => {
    const schema = { $id: 'https://e.com/tree', $defs: { leaf: { $id: 'leaf' }, a: { $anchor: 'a' } }, properties: { l: { $ref: 'leaf' }, a: { $ref: '#a' }, d: { $ref: '#/$defs/a' } } };
    const { document, codes } = await readFiles({ 'openapi.json': api({ '/a': answers(schema) }) });
    expect(codes).toEqual([]);
    expect(document.at(`#/paths/~1a${json}`)).toEqual(schema);
  });

  it('does not take data for references', async () => {
    const schema = { properties: { $ref: { type: 'string' } }, example: { $ref: './nope.json' }, enum: [{ $ref: 'nope' }] };
    const { codes } = await readFiles({ 'openapi.json': api({ '/a': answers(schema) }) });
    expect(codes).toEqual([]);
  });

  it('ends loops of references in a diagnostic', async () => {
    const { codes } = await readFiles({
      'openapi.json': api({}, { schemas: { A: { $ref: '#/components/schemas/B' }, B: { $ref: 'b.json' }, C: { $ref: '#/components/schemas/C/properties/x' } } }),
      'b.json': { $ref: 'openapi.json#/components/schemas/A' },
    });
    expect(codes).toContain('error BACKEND_REF_LOOP');
    expect(codes.every((c) => /LOOP|UNRESOLVED/.test(c))).toBe(true);
  });

  it('does not go to the network unless told to', async () => {
    const { diagnostics } = await readFiles({ 'openapi.json': api({ '/a': answers({ $ref: 'https://example.invalid/pet.json' }) }) });
    expect(diagnostics).toMatchObject([{ code: 'BACKEND_REF_REMOTE', position: { line: 16 }, help: expect.stringContaining('--allowRemote') }]);
  });

  it('leaves out broken parts that nothing depends on', async () => {
    const { document, codes } = await readFiles({
      'openapi.json': api({ '/a': { get: { responses: { 200: { description: '', content: { 'text/plain': { examples: { a: { $ref: 'nope.json' } } } } } } } } }),
    });
    expect(codes).toEqual(['warning BACKEND_REF_DROPPED']);
    expect(document.at('#/paths/~1a/get/responses/200/content/text~1plain')).toEqual({ examples: {} });
  });
});

describe('digest', () => {
  it('is the same for YAML and JSON, and another for another document', async () => {
    const a = await readFiles({ 'a.json': api({ '/a': answers({ type: 'string' }) }) });
    const b = await readFiles({ 'b.yaml': 'openapi: 3.1.0\ninfo: {title: T, version: "1"}\npaths:\n  /a:\n    get:\n      responses:\n        200:\n          description: ok\n          content:\n            application/json:\n              schema: {type: string}\ncomponents: {}\n' });
    const c = await readFiles({ 'c.json': api({ '/a': answers({ type: 'number' }) }) });
    expect(a.document.digest).toMatch(/^[\da-f]{64}$/);
    expect(b.document.digest).toBe(a.document.digest);
    expect(c.document.digest).not.toBe(a.document.digest);
  });

  it('is the same for a document and for the one that routes stores of it, marker and all', async () => {
    const a = await readFiles({ 'a.json': api({ '/a': answers({ type: 'string' }) }) });
    const stored = await readFiles({ 'stored.json': { 'x-generated': '// Generated by …', ...api({ '/a': answers({ type: 'string' }) }) } });
    expect(stored.document.digest).toBe(a.document.digest);
  });
});

describe('repairs', () => {
  it('reads what is broken but clear', async () => {
    const schema = { type: 'int', nullable: true, maxLength: '5', required: true, exclusiveMinimum: true, minimum: 1 };
    const { document, codes } = await readFiles({ 'openapi.json': api({ '/a': answers(schema) }) });
    expect(codes.every((c) => c.startsWith('warning'))).toBe(true);
    expect(codes).toHaveLength(5);
    expect(document.at(`#/paths/~1a${json}`)).toEqual({ type: ['integer', 'null'], maxLength: 5, exclusiveMinimum: 1 });
  });

  it('does not touch a document without faults', async () => {
    const document = api({ '/a': answers({ type: ['string', 'null'], exclusiveMinimum: 1, enum: [] }) });
    const read = await readFiles({ 'openapi.json': document });
    expect(read.codes).toEqual([]);
    expect(read.document.root).toEqual(JSON.parse(JSON.stringify(document)));
  });

  it('keeps a __proto__ key as data', async () => {
    const text = '{"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{},"components":{"schemas":{"__proto__":{"type":"string"},"a":{"properties":{"__proto__":{"$ref":"#/components/schemas/__proto__"}}}}}}';
    for (const source of [{ 'a.json': text }, { 'a.yaml': `# yaml\n${text}` }] as Record<string, string>[]) {
      const { document, codes } = await readFiles(source);
      expect(codes).toEqual([]);
      expect(document.resolve('#/components/schemas/a/properties/__proto__')).toEqual({ type: 'string' });
    }
  });
});
