import { ajvSource, apiOf, compiledDecoders, evaluate } from '../../../../e2e/parameters/evaluate';
import { documentOf, targetOf } from '../../../../e2e/parameters/row';
import { PARAMETER_ROWS } from '../../../../e2e/parameters/table';
import type { ParameterRow } from '../../../../e2e/parameters/table';
import { code } from '../../code';
import type { DecodeParameters, ParameterFault } from '../runtime/types';
import { emitParameterDecoder } from './emit-decoder';

type Decode = DecodeParameters | null;
const targets = new Map<ParameterRow, string>();
/** The same decoders twice: with Ajv as the judge, and as the generator writes them. */
const decoders = { ajv: new Map<ParameterRow, Decode>(), compiled: new Map<ParameterRow, Decode>() };

beforeAll(() => {
  const versions = new Set(PARAMETER_ROWS.map((row) => row.openapi ?? '3.2.0'));
  for (const version of versions) {
    const rows = PARAMETER_ROWS.filter((row) => (row.openapi ?? '3.2.0') === version);
    const api = apiOf(documentOf(rows, version));
    const source = ajvSource(api.document);
    const compiled = compiledDecoders(api);
    rows.forEach((row, i) => {
      const operation = api.operations.find((o) => o.operationId === `row${i}`)!;
      const { value } = evaluate<Decode>((scope) => emitParameterDecoder(operation, source, scope) ?? code`null`, source.validators);
      decoders.ajv.set(row, value);
      decoders.compiled.set(row, compiled.get(`row${i}`)!);
      targets.set(row, targetOf(row, i));
    });
  }
});

function send(row: ParameterRow, judge: 'ajv' | 'compiled') {
  const [path = '', query = ''] = targets.get(row)!.split(/\?(.*)/s);
  const headers = Object.fromEntries(Object.entries(row.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  const faults: ParameterFault[] = [];
  const nothing = { path: {}, query: {}, headers: {}, cookies: {} };
  return { decoded: decoders[judge].get(row)?.({ path, query, headers }, faults) ?? nothing, faults };
}

/** As the error envelope names it: the offending property belongs to the path. */
function fieldOf({ instancePath, params }: ParameterFault): string {
  const named = params['missingProperty'] ?? params['additionalProperty'];
  return [...instancePath.slice(1).split('/'), ...(typeof named === 'string' ? [named] : [])].join('.');
}

const withTitles = (rows: readonly ParameterRow[]) =>
  (['ajv', 'compiled'] as const).flatMap((judge) => rows.map((row) => [judge, row.title, row] as const));

test.each(withTitles(PARAMETER_ROWS.filter((row) => row.good)))('%s understands: %s', (judge, _, row) => {
  const { decoded, faults } = send(row, judge);
  expect(faults).toEqual([]);
  for (const [where, wanted] of Object.entries(row.good!)) {
    const got = decoded[where as keyof typeof decoded];
    expect(got).toEqual(wanted);
    expect(Object.getPrototypeOf(got)).toBe(Object.prototype);
  }
});

test.each(withTitles(PARAMETER_ROWS.filter((row) => row.bad)))('%s refuses: %s', (judge, _, row) => {
  const { faults } = send(row, judge);
  const places = faults.map((fault) => ({ in: fault.in, field: fieldOf(fault), keyword: fault.keyword }));
  expect(places).toContainEqual({ keyword: expect.any(String), ...row.bad });
  expect(faults.every((fault) => fault.message !== '')).toBe(true);
});

test('the table has enough rows, each with a title of its own', () => {
  expect(new Set(PARAMETER_ROWS.map((row) => row.title)).size).toBe(PARAMETER_ROWS.length);
  expect(PARAMETER_ROWS.filter((row) => row.good).length).toBeGreaterThanOrEqual(52);
  expect(PARAMETER_ROWS.filter((row) => row.bad).length).toBeGreaterThanOrEqual(30);
});

test('JSON content may have a key that would replace a prototype where its schema names it, only there', () => {
  const content = (schema: object) => ({ 'application/json': { schema } });
  const named = { type: 'object', properties: Object.fromEntries([['__proto__', { type: 'object', properties: { a: { type: 'integer' } } }]]) };
  const parameters = [{ name: 'p', in: 'query', content: content(named) }, { name: 'q', in: 'query', content: content({ type: 'object' }) }];
  const api = apiOf({ openapi: '3.1.1', info: { title: '', version: '' }, paths: { '/a': { get: { operationId: 'o', parameters, responses: {} } } } });
  const decode = (query: string) => {
    const faults: ParameterFault[] = [];
    const { query: decoded } = compiledDecoders(api).get('o')!({ path: '/a', query, headers: {} }, faults);
    return { own: Object.entries((decoded['p'] ?? {}) as object), faults: faults.map((f) => `${f.instancePath} ${f.keyword}`) };
  };
  const text = encodeURIComponent('{"__proto__":{"a":1}}');
  expect(decode(`p=${text}`)).toEqual({ own: [['__proto__', { a: 1 }]], faults: [] });
  expect(decode(`p=${text.replace('1', '"x"')}`).faults).toEqual(['/p/__proto__/a type']);
  expect(decode(`q=${text}`).faults).toEqual(['/q prototype']);
});

test('an API key in the query is no entry of a free-form object', () => {
  const parameters = [{ name: 'q', in: 'query', schema: { type: 'object', additionalProperties: { type: 'string' } } }];
  const api = apiOf({
    openapi: '3.1.1', info: { title: '', version: '' }, security: [{ key: [] }],
    components: { securitySchemes: { key: { type: 'apiKey', in: 'query', name: 'api_key' } } },
    paths: { '/a': { get: { operationId: 'o', parameters, responses: {} } } },
  });
  const decode = compiledDecoders(api).get('o')!;
  expect(decode({ path: '/a', query: 'api_key=secret&x=1', headers: {} }, []).query).toEqual({ q: { x: '1' } });
});

test('a parameter goes before a property of that name', () => {
  const parameters = [
    { name: 'o', in: 'query', schema: { type: 'object', properties: { id: { type: 'string' } } } },
    { name: 'id', in: 'query', schema: { type: 'integer' } },
  ];
  const api = apiOf({ openapi: '3.1.1', info: { title: '', version: '' }, paths: { '/a': { get: { operationId: 'o', parameters, responses: {} } } } });
  expect(compiledDecoders(api).get('o')!({ path: '/a', query: 'id=5', headers: {} }, []).query).toEqual({ id: 5 });
});
