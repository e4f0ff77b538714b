import { compileBody, documentOf } from './testing/compile-in-memory';

const old = (schema: unknown, schemas = {}) => compileBody(documentOf(schema, { dialect: 'openapi-3.0', schemas }));
const modern = (schema: unknown, schemas = {}) => compileBody(documentOf(schema, { schemas }));

describe('OpenAPI 3.0', () => {
  test.each<[string, unknown, unknown[], unknown[]]>([
    ['nullable', { type: 'string', nullable: true }, [null, 'a'], [1]],
    ['nullable without type', { nullable: true, allOf: [{ type: 'object' }] }, [null, {}], [1]],
    ['nullable enum without null', { type: 'string', nullable: true, enum: ['a'] }, [null, 'a'], ['b', 1]],
    ['exclusiveMinimum is a flag', { type: 'number', minimum: 1, exclusiveMinimum: true }, [1.1], [1]],
    ['exclusiveMinimum false', { type: 'number', minimum: 1, exclusiveMinimum: false }, [1], [0.9]],
    ['siblings of $ref are ignored', { $ref: '#/components/schemas/A', maxLength: 1 }, ['long'], [1]],
    ['items and additionalProperties', { type: 'object', additionalProperties: { type: 'array', items: { type: 'integer' } } }, [{ a: [1] }], [{ a: ['x'] }]],
  ])('%s', (_, schema, good, bad) => {
    const { check } = old(schema, { A: { type: 'string' } });
    expect(good.map((v) => check(v).ok)).toEqual(good.map(() => true));
    expect(bad.map((v) => check(v).ok)).toEqual(bad.map(() => false));
  });
});

describe('2020-12', () => {
  test.each<[string, unknown, unknown[], unknown[]]>([
    ['siblings of $ref count', { $ref: '#/components/schemas/A', maxLength: 1 }, ['l'], ['long']],
    ['draft 4 exclusiveMaximum', { maximum: 3, exclusiveMaximum: true }, [2], [3]],
    ['draft 7 tuples', { items: [{ type: 'string' }], additionalItems: false }, [['a'], []], [[1], ['a', 1]]],
    ['draft 7 dependencies', { dependencies: { a: ['b'], c: { required: ['d'] } } }, [{ a: 1, b: 1 }, { c: 1, d: 1 }], [{ a: 1 }, { c: 1 }]],
    ['definitions', { $ref: '#/definitions/x', definitions: { x: { type: 'string' } } }, ['a'], [1]],
    ['$defs from the schema\'s own root', { properties: { a: { $ref: '#/$defs/x' } }, $defs: { x: { type: 'string' } } }, [{ a: 'a' }], [{ a: 1 }]],
    ['a resource that refers to the components', { $id: 'https://example.org/r', items: { $ref: '#/components/schemas/A' } }, [['a']], [[1]]],
    ['its own $defs come first', { $id: 'https://example.org/r', items: { $ref: '#/components/schemas/A' }, components: { schemas: { A: { type: 'null' } } } }, [[null]], [['a']]],
    ['# is the schema, not the document', { properties: { child: { $ref: '#' } }, additionalProperties: false }, [{ child: { child: {} } }], [{ child: { x: 1 } }]],
    ['nullable, though it is 3.0\'s', { type: 'string', nullable: true }, [null, 'a'], [1]],
  ])('%s', (_, schema, good, bad) => {
    const { check } = modern(schema, { A: { type: 'string' } });
    expect(good.map((v) => check(v).ok)).toEqual(good.map(() => true));
    expect(bad.map((v) => check(v).ok)).toEqual(bad.map(() => false));
  });

  test('format is asserted unless the dialect is the plain one', () => {
    const schema = { type: 'string', format: 'ipv4' };
    const plain = 'https://json-schema.org/draft/2020-12/schema';
    expect(modern(schema).check('x').ok).toBe(false);
    expect(modern({ ...schema, $schema: plain }).check('x').ok).toBe(true);
    expect(compileBody(documentOf(schema, { root: { jsonSchemaDialect: plain } })).check('x').ok).toBe(true);
    expect(modern({ ...schema, $schema: 'https://spec.openapis.org/oas/3.1/dialect/base' }).check('x').ok).toBe(false);
  });
});

test.each<[string, unknown, string]>([
  ['a $ref to nowhere', { $ref: '#/components/schemas/Nowhere' }, 'BACKEND_SCHEMA_REF_UNRESOLVED'],
  ['$dynamicRef', { $dynamicRef: '#x', $defs: { x: { $dynamicAnchor: 'x' } } }, 'BACKEND_SCHEMA_DYNAMIC_REF'],
  ['a bad pattern', { pattern: '(' }, 'BACKEND_SCHEMA_PATTERN_INVALID'],
  ['a pattern of another dialect', { pattern: '(?i)^\\A[[:alpha:]]+\\z' }, 'BACKEND_SCHEMA_PATTERN_TRANSLATED'],
  ['a pattern that needs no u flag', { pattern: '^[\\w-.]+\\_$' }, 'BACKEND_SCHEMA_PATTERN_NOT_UNICODE'],
  ['a pattern that backtracks exponentially', { pattern: '^(a+)+$' }, 'BACKEND_SCHEMA_PATTERN_SLOW'],
  ['a pattern in quadratic time on long texts', { pattern: '\\s+$' }, 'BACKEND_SCHEMA_PATTERN_SLOW'],
  ['a keyword of the wrong type', { minLength: 'x' }, 'BACKEND_SCHEMA_KEYWORD_IGNORED'],
  ['an unknown format', { format: 'blue' }, 'BACKEND_SCHEMA_FORMAT_UNKNOWN'],
  ['parts of allOf that exclude each other', { allOf: [{ $ref: '#/components/schemas/Key' }, { properties: { id: true }, additionalProperties: false }] }, 'BACKEND_SCHEMA_NO_OBJECT'],
  ['a loop', { $ref: '#/components/schemas/Loop' }, 'BACKEND_SCHEMA_REF_LOOP'],
])('%s is diagnosed', (_, schema, code) => {
  const loops = { Loop: { allOf: [{ $ref: '#/components/schemas/Loop2' }] }, Loop2: { $ref: '#/components/schemas/Loop' }, Key: { required: ['key'] } };
  const { compiler } = modern(schema, loops);
  expect(compiler.diagnostics.map((d) => d.code)).toEqual([code]);
});

test('allOf may be closed by parts that know what is required', () => {
  const closed = (more: object) => modern({ allOf: [{ required: ['x-key'] }, { additionalProperties: false, ...more }] }).compiler.diagnostics;
  expect(closed({ properties: { 'x-key': true } })).toEqual([]);
  expect(closed({ patternProperties: { '^x-': true } })).toEqual([]);
  expect(modern({ allOf: [{ required: ['a'] }, { properties: { b: true } }], unevaluatedProperties: false }).compiler.diagnostics).toEqual([]);
});

test('translated patterns mean what they say', () => {
  const { check } = modern({ type: 'string', pattern: '(?i)^\\A[[:alpha:]]+\\z' });
  expect([check('aBc').ok, check('a1').ok]).toEqual([true, false]);
});

test('evaluate runs checks at generation time', () => {
  const { compiler } = modern(true, { Node: { type: 'object', properties: { next: { $ref: '#/components/schemas/Node' }, when: { format: 'date' } } } });
  const location = { schema: compiler.document.at('#/components/schemas/Node') as object, pointer: '#/components/schemas/Node' };
  const check = compiler.evaluate(location as never, 'response');
  expect(check({ next: { next: { when: '2024-02-29' } } }, null)).toBe(true);
  const faults: { instancePath: string }[] = [];
  expect(check({ next: { next: { when: '2023-02-29' } } }, faults as never)).toBe(false);
  expect(faults[0]?.instancePath).toBe('/next/next/when');
  // The schema of a parameter that has none stands nowhere in the document.
  expect(compiler.evaluate({ schema: { type: 'integer' }, pointer: '#/paths/~1t' }, 'request')('x', null)).toBe(false);
});
