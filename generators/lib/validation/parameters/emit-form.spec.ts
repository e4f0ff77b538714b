import { ajvSource, apiOf, evaluate } from '../../../../e2e/parameters/evaluate';
import type { Fault, FormContent, MultipartContent } from '../runtime/types';
import { emitFormContent } from './emit-form';

const text = { type: 'string' };
const integer = { type: 'integer' };

function contentOf<T>(mediaType: string, media: Record<string, unknown>, schemas = {}, openapi = '3.1.1'): T {
  const post = { operationId: 'send', requestBody: { content: { [mediaType]: media } }, responses: {} };
  const api = apiOf({ openapi, info: { title: '', version: '' }, paths: { '/f': { post } }, components: { schemas } });
  const source = ajvSource(api.document);
  const [content] = api.operations[0]!.requestBody!.content;
  return evaluate<T>((scope) => emitFormContent(content!, source, scope), source.validators).value;
}

function decode(schema: Record<string, unknown>, sent: string, encoding = {}, schemas = {}) {
  const form = contentOf<FormContent>('application/x-www-form-urlencoded', { schema, encoding }, schemas);
  const faults: Fault[] = [];
  const value = form.decode(sent, faults);
  return { value, faults: faults.map((f) => `${f.instancePath} ${f.keyword}`), valid: form.validate?.(value, faults) };
}

const object = (properties: Record<string, unknown>, more = {}) => ({ type: 'object', properties, ...more });

test.each<[string, Record<string, unknown>, string, unknown, object?]>([
  ['primitives by their types', object({ n: integer, s: text, b: { type: 'boolean' } }), 'n=5&s=5+%2B&b=true', { n: 5, s: '5 +', b: true }],
  ['a repeated field as an array', object({ a: { type: 'array', items: integer } }), 'a=1&a=2', { a: [1, 2] }],
  ['one value of an array', object({ a: { type: 'array', items: integer } }), 'a=1', { a: [1] }],
  ['brackets of an array', object({ a: { type: 'array', items: integer } }), 'a[]=1&a%5B%5D=2', { a: [1, 2] }],
  ['indexes of an array', object({ a: { type: 'array', items: integer } }), 'a[10]=3&a[2]=2&a[0]=1', { a: [1, 2, 3] }],
  ['an object in brackets', object({ o: object({ n: integer, p: object({ s: text }) }) }), 'o[n]=1&o[p][s]=2', { o: { n: 1, p: { s: '2' } } }],
  ['an object as JSON, the default encoding', object({ o: object({ n: integer }) }), 'o=%7B%22n%22%3A1%7D', { o: { n: 1 } }],
  ['items as JSON', object({ a: { type: 'array', items: object({ n: integer }) } }), 'a={"n":1}&a={"n":2}', { a: [{ n: 1 }, { n: 2 }] }],
  ['arrays of objects in brackets', object({ a: { type: 'array', items: object({ n: integer }) } }), 'a[0][n]=1&a[1][n]=2', { a: [{ n: 1 }, { n: 2 }] }],
  ["Stripe's empty string to unset", object({ m: { anyOf: [object({}, { additionalProperties: text }), { type: 'string', enum: [''] }] } }), 'm=', { m: '' }],
  ["Stripe's metadata", object({ m: { anyOf: [object({}, { additionalProperties: text }), { type: 'string', enum: [''] }] } }), 'm[a]=1&m[b.c]=2', { m: { a: '1', 'b.c': '2' } }],
  ['a field with the very name', object({ 'a[b]': integer }), 'a%5Bb%5D=1', { 'a[b]': 1 }],
  ['undeclared fields as they are', object({}), 'x=1&y=a&y=b&z[q]=1', { x: '1', y: ['a', 'b'], z: { q: '1' } }],
  ['additionalProperties', object({}, { additionalProperties: integer }), 'x=1&y=2', { x: 1, y: 2 }],
  ['form without explode', object({ a: { type: 'array', items: text } }), 'a=x%2Cy,z', { a: ['x,y', 'z'] }, { a: { style: 'form', explode: false } }],
  ['spaceDelimited', object({ a: { type: 'array', items: text } }), 'a=x%20y+z', { a: ['x', 'y', 'z'] }, { a: { style: 'spaceDelimited' } }],
  ['pipeDelimited', object({ a: { type: 'array', items: integer } }), 'a=1|2%7C3', { a: [1, 2, 3] }, { a: { style: 'pipeDelimited' } }],
  ['deepObject', object({ o: object({ n: integer }) }), 'o%5Bn%5D=1', { o: { n: 1 } }, { o: { style: 'deepObject', explode: true } }],
  ['an exploded object spreads', object({ o: object({ R: integer, G: integer }), n: integer }), 'R=1&n=3&G=2', { o: { R: 1, G: 2 }, n: 3 }, { o: { style: 'form', explode: true } }],
  ['a string as JSON', object({ s: text }), 's=%22a%22', { s: 'a' }, { s: { contentType: 'application/json' } }],
  ['several schemas', { allOf: [object({ a: integer }), { oneOf: [object({ b: integer }), object({ c: text })] }] }, 'a=1&c=2', { a: 1, c: '2' }],
])('reads %s', (_, schema, sent, value, encoding = {}) => {
  expect(decode(schema, sent, encoding)).toEqual({ value, faults: [], valid: expect.anything() });
});

test('recursive schemas, and texts under names that would replace a prototype', () => {
  const node = object({ v: integer, next: { $ref: '#/components/schemas/Node' } });
  const { value } = decode({ $ref: '#/components/schemas/Node' }, 'v=1&next[v]=2&next[next][v]=3&__proto__=1&next[__proto__]=2', {}, { Node: node });
  expect(value).toEqual({ v: 1, next: { v: 2, next: { v: 3 }, ['__proto__']: '2' }, ['__proto__']: '1' });
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
});

test.each([
  ['malformed encoding', object({ s: text }), 's=%zz', '/s percentEncoding'],
  ['a repeated primitive', object({ n: integer }), 'n=1&n=2', '/n repeated'],
  ['a value and properties', object({ o: object({}) }), 'o=1&o[n]=2', '/o style'],
  ['an unclosed bracket', object({ o: object({}) }), 'o[n=2', '/o style'],
  ['nested too deep', object({ o: object({}) }), `o${'[a]'.repeat(50_000)}=1`, '/o depth'],
  ['JSON that replaces a prototype', object({ o: object({}) }), 'o={"__proto__":{}}', '/o prototype'],
  ['a field that does', object({}), '__proto__[x]=1', '/__proto__ prototype'],
  ['a nested one', object({}), 'o[__proto__][x]=1', '/o prototype'],
  ['one by way of the constructor', object({}), 'constructor[prototype][x]=1', '/constructor prototype'],
])('refuses %s', (_, schema, sent, fault) => {
  expect(decode(schema, sent).faults).toEqual([fault]);
});

test('a wrong type is left to the validator', () => {
  expect(decode(object({ n: integer }), 'n=0x10')).toEqual({ value: { n: '0x10' }, faults: [], valid: false });
});

test('a megabyte of fields takes linear time', () => {
  const start = process.cpuUsage();
  for (const unit of ['a&', 'a[]=1&', 'a[b]=c&', '&', '=&', 'a=1&', '[&']) decode(object({ a: { type: 'array', items: text } }), unit.repeat(1_000_000 / unit.length));
  // Quadratic, each would take minutes; this only tells the two apart.
  expect(process.cpuUsage(start).user / 1e6).toBeLessThan(60);
});

test('parts of a multipart body', () => {
  const file = { type: 'string', format: 'binary' };
  const schema = object({
    name: text, age: integer, ok: { type: ['boolean', 'null'] }, photo: file, photos: { type: 'array', items: file }, tags: { type: 'array', items: integer },
    address: object({ city: text }), list: { type: 'array', items: object({}) }, png: { type: 'string', contentMediaType: 'image/png' },
    b64: { type: 'string', contentMediaType: 'image/png', contentEncoding: 'base64' }, raw: {}, ['__proto__']: text, either: { type: ['integer', 'boolean'] }, shared: { $ref: '#/components/schemas/File' },
  });
  const encoding = { photo: { contentType: 'image/png, image/jpeg' }, raw: { contentType: 'application/pdf' }, name: { contentType: 'application/json' } };
  const { parts, kind, mediaType } = contentOf<MultipartContent>('multipart/form-data', { schema, encoding }, { File: file });
  expect({ kind, mediaType }).toEqual({ kind: 'multipart', mediaType: 'multipart/form-data' });
  const short = Object.fromEntries(Object.entries(parts).map(([name, p]) => [name, `${p.kind}${p.array ? '[]' : ''} ${p.type} ${p.contentTypes.join('|')}`.trim()]));
  expect(short).toEqual({
    name: 'json string application/json', age: 'text integer', ok: 'text boolean', photo: 'file string image/png|image/jpeg', photos: 'file[] string', tags: 'text[] integer',
    address: 'json string', list: 'json[] string', png: 'file string', b64: 'text string', raw: 'file string application/pdf', ['__proto__']: 'text string', either: 'text any', shared: 'file string',
  });
});
