import { apiOf, compiledDecoders } from '../../../e2e/parameters/evaluate';
import { documentOf, targetOf } from '../../../e2e/parameters/row';
import { STYLE_ROWS } from '../../../e2e/parameters/style-rows';
import type { Operation } from '../model';
import type { ParameterFault } from '../validation/runtime/types';
import { serializeParameter } from './serialize-parameter';
import { serializeRequest } from './serialize-request';
import type { RequestValues, SerializedRequest } from './serialize-request';

/** The one operation of a document, and its request for values by parameter name. */
function operationOf(path: string, operation: object): Operation {
  return apiOf({ openapi: '3.2.0', info: { title: '', version: '' }, paths: { [path]: { get: { operationId: 'o', responses: {}, ...operation } } } }).operations[0]!;
}

function send(operation: Operation, values: Record<string, unknown>, body?: RequestValues['body']): SerializedRequest {
  const parameters = operation.parameters.flatMap((parameter) => (Object.hasOwn(values, parameter.name) ? [{ parameter, value: values[parameter.name] }] : []));
  return serializeRequest(operation, { parameters, ...(body && { body }) });
}

describe("the specification's table of styles (OpenAPI 3.2 §4.12.6)", () => {
  const api = apiOf(documentOf(STYLE_ROWS, '3.2.0'));
  const decoders = compiledDecoders(api);

  test.each(STYLE_ROWS.map((row, i) => [row.title, row, i] as const))('%s', (_title, row, i) => {
    const operation = api.operations[i]!;
    const values = Object.values(row.good!)[0]!;
    const name = operation.parameters[0]!.name;
    const sent = send(operation, { [name]: values[name] ?? values[name.toLowerCase()] });
    expect({ target: sent.target, headers: sent.headers }).toEqual({
      target: targetOf(row, i),
      headers: Object.fromEntries(Object.entries(row.headers ?? {}).map(([key, value]) => [key.toLowerCase(), value])),
    });
  });

  test('texts that need escaping come back', () => {
    const odd = ['a,b', 'c d', '100%', 'é&=;/?#', 'x.y', '+', '"'];
    for (const [i, { title, good }] of STYLE_ROWS.entries()) {
      const [parameter] = api.operations[i]!.parameters;
      // Headers and `style: cookie` escape nothing, and exploded labels cannot hold a dot.
      if (!title.endsWith('array') || parameter!.in === 'header' || parameter!.style === 'cookie') continue;
      const value = parameter!.style === 'label' ? odd.filter((text) => !text.includes('.')) : odd.filter((text) => !parameter!.style.endsWith('Delimited') || !/[ +|]/.test(text));
      const sent = send(api.operations[i]!, { [parameter!.name]: value });
      const [path = '', query = ''] = sent.target.split('?');
      const faults: ParameterFault[] = [];
      const decoded = decoders.get(`row${i}`)!({ path, query, headers: sent.headers }, faults);
      const where = Object.keys(good!)[0] as keyof typeof decoded;
      expect([title, faults, decoded[where][parameter!.name]]).toEqual([title, [], value]);
    }
  });
});

describe('RFC 6570, the variables of §3.2', () => {
  const list = ['red', 'green', 'blue'];
  const keys = { semi: ';', dot: '.', comma: ',' };

  // {var} {list} {list*} {keys} {keys*} of §3.2.2, {.x} §3.2.5, {;x} §3.2.7, {?x} §3.2.8
  test.each([
    ['simple', false, 'value', 'value'], ['simple', false, 'Hello World!', 'Hello%20World!'], ['simple', false, '50%', '50%25'],
    ['simple', false, list, 'red,green,blue'], ['simple', true, list, 'red,green,blue'],
    ['simple', false, keys, 'semi,%3B,dot,.,comma,%2C'], ['simple', true, keys, 'semi=%3B,dot=.,comma=%2C'],
    ['label', false, 'fred', '.fred'], ['label', false, list, '.red,green,blue'], ['label', true, list, '.red.green.blue'],
    ['label', false, keys, '.semi,%3B,dot,.,comma,%2C'], ['label', true, keys, '.semi=%3B.dot=..comma=%2C'],
    ['matrix', false, list, ';list=red,green,blue'], ['matrix', true, list, ';list=red;list=green;list=blue'],
    ['matrix', false, keys, ';list=semi,%3B,dot,.,comma,%2C'], ['matrix', true, keys, ';semi=%3B;dot=.;comma=%2C'],
  ])('%s, explode %s: %j → %s', (style, explode, value, expected) => {
    const [parameter] = operationOf('/{list}', { parameters: [{ name: 'list', in: 'path', required: true, style, explode, schema: {} }] }).parameters;
    expect(serializeParameter(parameter!, value)).toEqual([['', expected]]);
  });
});

test('literals of the template stay as routers see them', () => {
  const operation = operationOf("/a b/%20é/{x}.{y}:go/it's", { parameters: ['x', 'y'].map((name) => ({ name, in: 'path', required: true, schema: {} })) });
  expect(send(operation, { x: 'p/q', y: 1 }).target).toBe("/a%20b/%20%C3%A9/p%2Fq.1:go/it's");
});

test('parameters of every location stand together', () => {
  const parameters = [
    { name: 'q', in: 'query', schema: {} }, { name: 'beta', in: 'query', schema: {} }, { name: 'X-A', in: 'header', schema: {} },
    { name: 'c', in: 'cookie', schema: {} }, { name: 'd', in: 'cookie', style: 'cookie', schema: {} }, { name: 'j', in: 'query', content: { 'application/json': { schema: {} } } },
  ];
  const sent = send(operationOf('/a?beta=true', { parameters }), { q: 'a b', beta: false, 'X-A': ' é\n', c: 'a;b', d: 'a%b c', j: { k: [1] } });
  expect(sent).toEqual({ method: 'GET', target: '/a?beta=true&q=a%20b&j=%7B%22k%22%3A%5B1%5D%7D', headers: { 'x-a': '??', cookie: 'c=a%3Bb; d=a%b_c' } });
});

test.each([
  ['application/x-www-form-urlencoded', { a: 1, b: ['x', 'y z'] }, '/a?a=1&b=x&b=y%20z'],
  ['application/json', { a: [1] }, '/a?%7B%22a%22%3A%5B1%5D%7D'],
  ['text/plain', 'a b', '/a?a%20b'],
])('in: querystring as %s', (mediaType, value, target) => {
  expect(send(operationOf('/a', { parameters: [{ name: 'all', in: 'querystring', content: { [mediaType]: { schema: {} } } }] }), { all: value }).target).toBe(target);
});
