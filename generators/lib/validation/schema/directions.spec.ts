import { compileBody, documentOf } from './testing/compile-in-memory';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

describe('readOnly and writeOnly', () => {
  const schemas = {
    User: {
      type: 'object', required: ['id', 'name', 'password'], additionalProperties: false,
      properties: { id: { type: 'integer', readOnly: true }, name: { type: 'string' }, password: { type: 'string', writeOnly: true } },
    },
    Team: { type: 'object', properties: { members: { type: 'array', items: ref('User') } } },
  };
  const document = documentOf(ref('Team'), { schemas });

  test('a request needs no readOnly property; one that is sent is dropped unseen', () => {
    const { check, validate } = compileBody(document, 'request');
    expect(check({ members: [{ name: 'a', password: 'b' }] }).ok).toBe(true);
    expect(check({ members: [{ id: 'not an integer', name: 'a', password: 'b' }] })).toMatchObject({ ok: true, value: { members: [{ name: 'a', password: 'b' }] } });
    expect(check({ members: [{ name: 'a' }] }).ok).toBe(false);
    const kept = { members: [{ id: 1, name: 'a', password: 'b' }] };
    expect(validate(kept, null)).toBe(true);
    expect(kept.members[0]).toHaveProperty('id');
  });
  test('a response needs no writeOnly property', () => {
    const { check } = compileBody(document, 'response');
    expect(check({ members: [{ id: 1, name: 'a' }] }).ok).toBe(true);
    expect(check({ members: [{ name: 'a' }] }).ok).toBe(false);
  });
  test('the mark may stand in another part of the composition', () => {
    const parts = { allOf: [{ properties: { id: { allOf: [{ type: 'integer' }, { readOnly: true }] } } }, { type: 'object', required: ['id', 'x'] }] };
    expect(compileBody(documentOf(parts)).check({ x: 1 }).ok).toBe(true);
    expect(compileBody(documentOf(parts)).check({}).ok).toBe(false);
  });
  test('schemas without marks have one function for both', () => {
    const { sources } = compileBody(documentOf(ref('A'), { schemas: { A: { type: 'object', required: ['x'] } } }));
    expect([...sources.values()].join()).toContain('export function A(');
  });
});

describe('defaults', () => {
  const filled = (schema: unknown, value: unknown, schemas = {}) => compileBody(documentOf(schema, { schemas })).check(value);

  test('are filled in for requests, never in responses or for a mere verdict', () => {
    const schema = { type: 'object', properties: { a: { type: 'integer', default: 5 }, b: { type: 'object', default: {}, properties: { c: { default: [1] } } } } };
    expect(filled(schema, {}).value).toEqual({ a: 5, b: { c: [1] } });
    expect(compileBody(documentOf(schema), 'response').check({}).value).toEqual({});
    const untouched = {};
    compileBody(documentOf(schema)).validate(untouched, null);
    expect(untouched).toEqual({});
  });
  test('are fresh every time', () => {
    const { check } = compileBody(documentOf({ properties: { a: { default: { list: [] } } } }));
    (check({}).value as { a: { list: number[] } }).a.list.push(1);
    expect(check({}).value).toEqual({ a: { list: [] } });
  });
  test('change no verdict', () => {
    expect(filled({ properties: { a: { default: 1 } }, maxProperties: 0 }, {})).toMatchObject({ ok: true, value: { a: 1 } });
    expect(filled({ properties: { a: { default: 1 } }, required: ['a'] }, {}).ok).toBe(false);
    expect(filled({ oneOf: [{ properties: { a: { default: 1 } } }, { required: ['a'] }] }, {})).toMatchObject({ ok: true, value: { a: 1 } });
  });
  test('come from the branch that matches', () => {
    const branch = (kind: string, value: number) => ({ type: 'object', required: ['kind'], properties: { kind: { const: kind }, n: { type: 'integer', default: value } } });
    const schema = { oneOf: [ref('A'), ref('B')], discriminator: { propertyName: 'kind' } };
    const schemas = { A: branch('a', 1), B: branch('b', 2) };
    expect(filled(schema, { kind: 'b' }, schemas).value).toEqual({ kind: 'b', n: 2 });
    expect(filled({ anyOf: [branch('x', 1), { type: 'object', properties: { n: { default: 7 } } }] }, { kind: 'y' }).value).toEqual({ kind: 'y', n: 7 });
    expect(filled({ if: { properties: { k: { const: 1 } } }, then: { properties: { n: { default: 1 } } }, else: { properties: { n: { default: 2 } } } }, { k: 3 }).value).toEqual({ k: 3, n: 2 });
  });
  test('that their own schema refuses are diagnosed and left alone', () => {
    const { check, compiler } = compileBody(documentOf({ properties: { a: { type: 'integer', default: 'x' } } }));
    expect(check({}).value).toEqual({});
    expect(compiler.diagnostics.map((d) => d.code)).toEqual(['BACKEND_SCHEMA_DEFAULT_INVALID']);
  });
  test('reach recursive schemas and names of Object.prototype', () => {
    const schemas = { Node: { type: 'object', properties: { ['__proto__']: { default: 1 }, toString: { default: 's' }, next: ref('Node') } } };
    const { value } = filled(ref('Node'), { next: {} }, schemas) as { value: { next: object } };
    expect(Object.entries(value.next)).toEqual([['__proto__', 1], ['toString', 's']]);
  });
});

test('a file stands for a binary string in multipart bodies only', () => {
  const schema = { type: 'object', required: ['f'], properties: { f: { type: 'string', format: 'binary' }, list: { type: 'array', items: ref('Bytes') } } };
  const document = documentOf(schema, { schemas: { Bytes: { type: 'string', contentMediaType: 'image/png' } } });
  const file = { fieldName: 'f', stream: () => null };
  expect(compileBody(document, 'request', { files: true }).validate({ f: file, list: [file] }, null)).toBe(true);
  expect(compileBody(document, 'request', { files: true }).validate({ f: { fieldName: 'f' } }, null)).toBe(false);
  expect(compileBody(document).validate({ f: file }, null)).toBe(false);
});

test.each(['oneOf', 'anyOf'])('a file among other branches of %s is the bytes, not an object', (keyword) => {
  const bytes = { type: 'string', format: 'binary' };
  const property = (...branches: object[]) => documentOf({ type: 'object', properties: { f: { [keyword]: branches } } }, { schemas: { Bytes: bytes, Link: { type: 'object', properties: { url: { type: 'string' } } } } });
  const file = { fieldName: 'f', url: 1, stream: () => null };
  const check = (document: ReturnType<typeof property>, value: unknown) => compileBody(document, 'request', { files: true }).validate({ f: value }, null);
  const mixed = property(ref('Bytes'), ref('Link'), { type: 'integer' });
  expect([file, { url: 'x' }, { url: 1 }, 5, true].map((value) => check(mixed, value))).toEqual([true, true, false, true, false]);
  const nullable = property({ allOf: [bytes] }, { type: 'null' });
  expect([file, null, {}].map((value) => check(nullable, value))).toEqual([true, true, false]);
  expect(check(property(bytes, { ...bytes, minLength: 1 }, ref('Link')), file)).toBe(keyword === 'anyOf');
});
