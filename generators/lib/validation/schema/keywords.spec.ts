import { compileBody, documentOf } from './testing/compile-in-memory';

/** `path keyword message params`, the whole of what a client learns. */
function faults(schema: unknown, value: unknown): string[] {
  const { check } = compileBody(documentOf(schema));
  return check(value).faults.map((f) => `${f.instancePath} ${f.keyword}: ${f.message} ${JSON.stringify(f.params)}`);
}

test.each<[string, unknown, unknown, string[]]>([
  ['type', { type: 'string' }, 1, [' type: must be string {"type":"string"}']],
  ['types', { type: ['string', 'null'] }, 1, [' type: must be string,null {"type":["string","null"]}']],
  ['required', { type: 'object', required: ['a'], properties: { a: { type: 'string' } } }, {}, [` required: must have required property 'a' {"missingProperty":"a"}`]],
  ['nested path', { properties: { a: { type: 'array', items: { properties: { 'b/c~d': { type: 'integer' } } } } } }, { a: [{}, { 'b/c~d': 1.5 }] }, ['/a/1/b~1c~0d type: must be integer {"type":"integer"}']],
  ['additionalProperties', { properties: { a: {} }, additionalProperties: false }, { a: 1, b: 2 }, [' additionalProperties: must NOT have additional properties {"additionalProperty":"b"}']],
  ['additionalProperties schema', { additionalProperties: { type: 'integer' } }, { 'x/y': 'no' }, ['/x~1y type: must be integer {"type":"integer"}']],
  ['format', { type: 'string', format: 'email' }, 'x', [' format: must match format "email" {"format":"email"}']],
  ['pattern', { type: 'string', pattern: '^a"b$' }, 'x', [' pattern: must match pattern "^a"b$" {"pattern":"^a\\"b$"}']],
  ['minLength', { minLength: 2 }, '💩', [' minLength: must NOT have fewer than 2 characters {"limit":2}']],
  ['maxLength', { maxLength: 1 }, 'ab', [' maxLength: must NOT have more than 1 characters {"limit":1}']],
  ['minimum', { minimum: 5 }, 4, [' minimum: must be >= 5 {"comparison":">=","limit":5}']],
  ['exclusiveMaximum', { exclusiveMaximum: 5 }, 5, [' exclusiveMaximum: must be < 5 {"comparison":"<","limit":5}']],
  ['multipleOf', { multipleOf: 0.01 }, 0.015, [' multipleOf: must be multiple of 0.01 {"multipleOf":0.01}']],
  ['enum', { enum: ['a', { b: 1 }] }, 'c', [' enum: must be equal to one of the allowed values {"allowedValues":["a",{"b":1}]}']],
  ['const', { const: null }, 0, [' const: must be equal to constant {"allowedValue":null}']],
  ['minItems', { minItems: 1 }, [], [' minItems: must NOT have fewer than 1 items {"limit":1}']],
  ['uniqueItems', { uniqueItems: true }, [{ a: 1, b: 2 }, 1, { b: 2, a: 1 }], [' uniqueItems: must NOT have duplicate items (items ## 0 and 2 are identical) {"i":2,"j":0}']],
  ['contains', { contains: { const: 1 } }, [2], [' contains: must contain at least 1 valid item(s) {"minContains":1}']],
  ['minProperties', { minProperties: 1 }, {}, [' minProperties: must NOT have fewer than 1 properties {"limit":1}']],
  ['propertyNames', { propertyNames: { maxLength: 1 } }, { ab: 1 }, [' propertyNames: property name must be valid {"propertyName":"ab"}']],
  ['dependentRequired', { dependentRequired: { a: ['b'] } }, { a: 1 }, [' dependentRequired: must have property b when property a is present {"property":"a","missingProperty":"b","depsCount":1,"deps":"b"}']],
  ['not', { not: { type: 'string' } }, 'x', [' not: must NOT be valid {}']],
  ['false', false, 1, [' false schema: boolean schema is false {}']],
  ['unevaluatedProperties', { properties: { a: {} }, unevaluatedProperties: false }, { b: 1 }, [' unevaluatedProperties: must NOT have unevaluated properties {"unevaluatedProperty":"b"}']],
  ['several', { type: 'object', required: ['a', 'b'], properties: { c: { type: 'string' } } }, { c: 1 }, [` required: must have required property 'a' {"missingProperty":"a"}`, ` required: must have required property 'b' {"missingProperty":"b"}`, '/c type: must be string {"type":"string"}']],
])('%s', (_, schema, value, expected) => {
  expect(faults(schema, value)).toEqual(expected);
});

test.each<[string, unknown, unknown, boolean]>([
  ['1.0 is an integer', { type: 'integer' }, 1.0, true],
  ['decimals are exact', { multipleOf: 0.0001 }, 0.0075, true],
  ['huge quotients do not overflow', { multipleOf: 0.123 }, 1e308, false],
  ['huge integers', { type: 'integer', multipleOf: 1e-8 }, 12391239123, true],
  ['int32', { type: 'integer', format: 'int32' }, 2147483648, false],
  ['int64 reaches its last double', { type: 'integer', format: 'int64' }, 9223372036854775807, true],
  ['int64 on a string is not asserted', { type: 'string', format: 'int64' }, 'x', true],
  ['float', { type: 'number', format: 'float' }, 1e39, false],
  ['byte', { type: 'string', format: 'byte' }, 'YWI=', true],
  ['byte without padding', { type: 'string', format: 'byte' }, 'YWI', false],
  ['unknown formats are ignored', { type: 'string', format: 'blue' }, 'x', true],
  ['false is not 0 among unique items', { uniqueItems: true }, [false, 0, '', null, '0'], true],
  ['unique items nested', { uniqueItems: true }, [[1, [2]], [1, [2]]], false],
])('%s', (_, schema, value, expected) => {
  expect(compileBody(documentOf(schema)).check(value).ok).toBe(expected);
});

test('NaN and infinities are no numbers', () => {
  const { validate } = compileBody(documentOf({ type: ['number', 'integer'] }));
  expect([NaN, Infinity, -Infinity, 1].map((n) => validate(n, null))).toEqual([false, false, false, true]);
});

test('a schema that accepts anything needs no validator', () => {
  for (const schema of [true, {}, { description: 'x' }, { properties: { a: {} } }, { format: 'double' }]) {
    expect(compileBody(documentOf(schema)).sources.size).toBe(1);
    expect([...compileBody(documentOf(schema)).sources.values()][0]).toContain('validate = null');
  }
});

test('reports at most a hundred faults', () => {
  const { validate } = compileBody(documentOf({ type: 'array', items: { type: 'string' } }));
  const faultList: never[] = [];
  expect(validate(Array.from({ length: 100_000 }, () => 1), faultList)).toBe(false);
  expect(faultList).toHaveLength(100);
});
