import { compileBody, documentOf } from './testing/compile-in-memory';

const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', `a'b`, 'a"b', 'a`${1}b', 'a\\', 'a\nb', 'a\u2028b', '*/', '</script>', '', ' ', '0', 'a.b', 'class', 'value', 'faults', 'v1', '\ud800', 'ключ', '💩'];

const json = (entries: [string, unknown][]) => JSON.parse(`{${entries.map(([k, v]) => `${JSON.stringify(k)}:${JSON.stringify(v)}`).join(',')}}`) as Record<string, unknown>;

describe.each(NAMES)('a property called %j', (name) => {
  const properties = json([[name, { type: 'string', enum: [name] }]]);
  const { check } = compileBody(documentOf({ type: 'object', properties, required: [name], additionalProperties: false, dependentRequired: json([[name, [name]]]) }));

  test('is required, checked and allowed under exactly that name', () => {
    expect(check(json([[name, name]])).ok).toBe(true);
    expect(check({}).faults).toMatchObject([{ keyword: 'required', params: { missingProperty: name } }]);
    expect(check(json([[name, 'other']])).faults).toMatchObject([{ keyword: 'enum', instancePath: `/${name.replace(/~/g, '~0').replace(/\//g, '~1')}` }]);
    expect(check(json([[name, name], ['more', 1]])).faults).toMatchObject([{ params: { additionalProperty: 'more' } }]);
  });
});

test('inherited properties do not count', () => {
  const { check } = compileBody(documentOf({ type: 'object', properties: { toString: { type: 'string' } }, dependentRequired: { valueOf: ['x'] }, dependentSchemas: { constructor: false } }));
  expect(check({}).ok).toBe(true);
});

test('text of patterns, formats and constants stays text', () => {
  const schema = { pattern: `'\`\${x}\u2028*/`, enum: [`');process.exit(1)//`, { __proto__x: '*/' }], format: `x'y` };
  const { sources } = compileBody(documentOf(schema));
  expect([...sources.values()].join()).not.toMatch(/^\s*process\.exit/m);
});

describe('hostile values', () => {
  const ref = { $ref: '#/components/schemas/Node' };
  const nested = (depth: number) => {
    let value: unknown = 1;
    for (let i = 0; i < depth; i++) value = { next: value };
    return value;
  };

  test('nesting without end is refused, not a stack overflow', () => {
    const { validate } = compileBody(documentOf(ref, { schemas: { Node: { properties: { next: { anyOf: [ref, { type: 'string' }] } } } } }));
    const faults: { keyword: string }[] = [];
    expect(validate(nested(100), null)).toBe(true);
    expect(validate(nested(200_000), null)).toBe(false);
    expect(validate(nested(200_000), faults as never)).toBe(false);
    const fine = compileBody(documentOf(ref, { schemas: { Node: { type: ['object', 'integer'], properties: { next: ref } } } }));
    expect(fine.validate(nested(300), null)).toBe(true);
    expect(fine.check(nested(500)).faults.map((f) => f.keyword)).toEqual(['maxDepth']);
  });

  test('two branches that lead to the same child do not double the work for ever', () => {
    const branch = (name: string) => ({ type: 'object', required: [name], properties: { next: ref } });
    const { validate } = compileBody(documentOf(ref, { schemas: { Node: { anyOf: [branch('a'), branch('b'), { type: 'string' }] } } }));
    let value: unknown = 1;
    for (let i = 0; i < 60; i++) value = { a: 1, b: 1, next: value };
    expect(validate(value, null)).toBe(false);
    expect(validate(value, [])).toBe(false);
  });

  test('deep equality and uniqueness follow any depth', () => {
    let a: unknown = [];
    let b: unknown = [];
    for (let i = 0; i < 100_000; i++) [a, b] = [[a], [b]];
    const { validate } = compileBody(documentOf({ uniqueItems: true }));
    expect(validate([a, b], null)).toBe(false);
    expect(validate([a, [b]], null)).toBe(true);
  });

  test('fifty thousand items are compared without comparing each with each', () => {
    const { validate } = compileBody(documentOf({ uniqueItems: true }));
    expect(validate(Array.from({ length: 50_000 }, (_, i) => [[[[[[[[i]]]]]]]]), null)).toBe(true);
  });
});
