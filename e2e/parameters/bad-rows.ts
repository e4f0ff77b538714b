import type { ParameterRow } from './row';
import { boolean, integer, integers, number, rgb, text, texts } from './schemas';

const q = (title: string, parameter: Record<string, unknown>, query: string, field = 'q', keyword?: string): ParameterRow => ({
  title, parameters: [{ name: 'q', in: 'query', ...parameter }], query, bad: { in: 'query', field, ...(keyword ? { keyword } : {}) },
});

const p = (title: string, style: string, explode: boolean, schema: unknown, path: string, field = 'p'): ParameterRow => ({
  title, template: '/{p}', parameters: [{ name: 'p', in: 'path', required: true, style, explode, schema }], path, bad: { in: 'path', field },
});

const NOT_INTEGERS = ['0x10', '', '1.5', '1.0', '1e3', '%2B1', '%201', '1%20', '01', '-', '--1', 'abc', '1_000', 'Infinity', '%D9%A1', 'null', 'true'];
const NOT_NUMBERS = ['', '.5', '5.', '0x10', 'NaN', 'Infinity', '1e', '1e999', '%2B1', '1,5', '00'];
const NOT_BOOLEANS = ['', '1', '0', 'TRUE', 'yes', 'on', 'True'];

/** Requests that must be refused. */
export const BAD_ROWS: readonly ParameterRow[] = [
  ...NOT_INTEGERS.map((value) => q(`not an integer: ${value}`, { schema: integer }, `q=${value}`, 'q', 'type')),
  ...NOT_NUMBERS.map((value) => q(`not a number: ${value}`, { schema: number }, `q=${value}`, 'q', 'type')),
  ...NOT_BOOLEANS.map((value) => q(`not a boolean: ${value}`, { schema: boolean }, `q=${value}`, 'q', 'type')),
  q('integer without =', { schema: integer }, 'q'),
  q('integer out of bounds', { schema: { type: 'integer', maximum: 10 } }, 'q=11', 'q', 'maximum'),
  q('not in the enum', { schema: { enum: ['a', 'b'] } }, 'q=c', 'q', 'enum'),
  q('not in the enum, case', { schema: { enum: ['a', 'b'] } }, 'q=A', 'q', 'enum'),
  q('missing', { required: true, schema: integer }, 'x=1', 'q', 'required'),
  q('missing array', { required: true, schema: integers }, '', 'q', 'required'),
  q('malformed percent-encoding', { schema: text }, 'q=%zz', 'q', 'percentEncoding'),
  q('cut percent-encoding', { schema: text }, 'q=a%', 'q', 'percentEncoding'),
  q('percent-encoding that is no UTF-8', { schema: text }, 'q=%ff', 'q', 'percentEncoding'),
  q('malformed percent-encoding in an item', { explode: false, schema: texts }, 'q=a,%e2%28', 'q', 'percentEncoding'),
  q('a repeated integer', { schema: integer }, 'q=1&q=2', 'q', 'repeated'),
  q('a repeated list', { explode: false, schema: integers }, 'q=1,2&q=3', 'q', 'repeated'),
  q('a wrong item', { explode: false, schema: integers }, 'q=1,x,3', 'q.1', 'type'),
  q('a wrong exploded item', { schema: integers }, 'q=1&q=1.5', 'q.1', 'type'),
  q('an empty item of integers', { explode: false, schema: integers }, 'q=1,,3', 'q.1', 'type'),
  q('an empty list of integers', { explode: false, schema: integers }, 'q=', 'q.0', 'type'),
  q('a comma in one exploded integer', { schema: integers }, 'q=1,2', 'q.0', 'type'),
  q('an encoded comma does not make two integers', { explode: false, schema: integers }, 'q=1%2C2', 'q.0', 'type'),
  q('too many items', { schema: { type: 'array', items: text, maxItems: 1 } }, 'q=a&q=b', 'q', 'maxItems'),
  q('an odd object', { explode: false, schema: rgb }, 'q=R,100,G', 'q', 'style'),
  q('a wrong property', { explode: false, schema: rgb }, 'q=R,x', 'q.R', 'type'),
  q('an undeclared property', { explode: false, schema: rgb }, 'q=R,1,X,2', 'q.X', 'additionalProperties'),
  q('a wrong property of an exploded object', { schema: rgb }, 'R=1.5', 'q.R', 'type'),
  q('a repeated property', { schema: rgb }, 'R=1&R=2', 'q', 'repeated'),
  q('deepObject: a wrong property', { style: 'deepObject', schema: rgb }, 'q[R]=red', 'q.R', 'type'),
  q('deepObject: an undeclared property', { style: 'deepObject', schema: rgb }, 'q[X]=1', 'q.X', 'additionalProperties'),
  q('deepObject: an unclosed bracket', { style: 'deepObject', schema: rgb }, 'q[R=1', 'q', 'style'),
  q('deepObject: text after the bracket', { style: 'deepObject', schema: rgb }, 'q[R]x=1', 'q', 'style'),
  q('deepObject: a value and properties', { style: 'deepObject', schema: { type: 'object', additionalProperties: text } }, 'q[a]=1&q[a][b]=2', 'q', 'style'),
  q('deepObject: nested too deep', { style: 'deepObject', schema: { type: 'object' } }, `q${'[a]'.repeat(1000)}=1`, 'q', 'depth'),
  q('deepObject: a name that replaces a prototype', { style: 'deepObject', schema: { type: 'object' } }, 'q[__proto__][a]=1', 'q', 'prototype'),
  q('deepObject: one by way of the constructor', { style: 'deepObject', schema: { type: 'object' } }, 'q[a][constructor][prototype][b]=1', 'q', 'prototype'),
  q('deepObject: a plain text', { style: 'deepObject', schema: rgb }, 'q=5', 'q', 'type'),
  q('malformed JSON', { content: { 'application/json': { schema: {} } } }, 'q={a:1}', 'q', 'json'),
  q('JSON of a wrong type', { content: { 'application/json': { schema: integer } } }, 'q=%221%22', 'q', 'type'),
  q('JSON that replaces a prototype', { content: { 'application/json': { schema: {} } } }, 'q={%22__proto__%22:{%22a%22:1}}', 'q', 'prototype'),
  p('simple: not an integer', 'simple', false, integer, '/0x10'),
  p('simple: malformed percent-encoding', 'simple', false, text, '/%E0%A4%A'),
  { ...p('malformed percent-encoding beside another variable', 'simple', false, text, '/5.%ff', 'q'), template: '/{p}.{q}', parameters: ['p', 'q'].map((name) => ({ name, in: 'path', required: true, schema: text })) },
  p('simple: not exploded but sent so', 'simple', false, rgb, '/R=100,G=200', 'p.R=100'),
  p('simple: exploded but not sent so', 'simple', true, rgb, '/R,100,G,200'),
  p('simple: plus is no space and no sign', 'simple', false, integer, '/+1'),
  p('label without its dot', 'label', false, text, '/blue'),
  p('label: not integers', 'label', true, integer, '/.1.2'),
  p('matrix without its semicolon', 'matrix', false, text, '/p=blue'),
  p('matrix with another name', 'matrix', false, text, '/;x=blue'),
  p('matrix twice where it is one', 'matrix', true, integer, '/;p=1;p=2'),
  { title: 'header missing', parameters: [{ name: 'X-N', in: 'header', required: true, schema: integer }], bad: { in: 'header', field: 'x-n', keyword: 'required' } },
  { title: 'header not an integer', parameters: [{ name: 'X-N', in: 'header', schema: integer }], headers: { 'X-N': '1.5' }, bad: { in: 'header', field: 'x-n' } },
  { title: 'header with a wrong item', parameters: [{ name: 'X-N', in: 'header', schema: integers }], headers: { 'X-N': '1, b' }, bad: { in: 'header', field: 'x-n.1' } },
  { title: 'cookie missing', parameters: [{ name: 'n', in: 'cookie', required: true, schema: integer }], headers: { Cookie: 'N=1' }, bad: { in: 'cookie', field: 'n', keyword: 'required' } },
  { title: 'cookie not an integer', parameters: [{ name: 'n', in: 'cookie', schema: integer }], headers: { Cookie: 'n=x' }, bad: { in: 'cookie', field: 'n' } },
  { title: 'cookie with malformed encoding', parameters: [{ name: 'n', in: 'cookie', schema: text }], headers: { Cookie: 'n=50%' }, bad: { in: 'cookie', field: 'n' } },
];
