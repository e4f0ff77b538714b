import { ajvSource, apiOf, evaluate } from '../../../../e2e/parameters/evaluate';
import { documentOf, targetOf } from '../../../../e2e/parameters/row';
import { PARAMETER_ROWS } from '../../../../e2e/parameters/table';
import type { ParameterRow } from '../../../../e2e/parameters/table';
import type { DecodeParameters, ParameterFault } from '../runtime/types';
import { emitParameterDecoder } from './emit-decoder';

const decoders = new Map<ParameterRow, DecodeParameters>();
const targets = new Map<ParameterRow, string>();

beforeAll(() => {
  const versions = new Set(PARAMETER_ROWS.map((row) => row.openapi ?? '3.2.0'));
  for (const version of versions) {
    const rows = PARAMETER_ROWS.filter((row) => (row.openapi ?? '3.2.0') === version);
    const api = apiOf(documentOf(rows, version));
    const source = ajvSource(api.document);
    rows.forEach((row, i) => {
      const operation = api.operations.find((o) => o.operationId === `row${i}`)!;
      const { value } = evaluate<DecodeParameters>((scope) => emitParameterDecoder(operation, source, scope)!, source.validators);
      decoders.set(row, value);
      targets.set(row, targetOf(row, i));
    });
  }
});

function send(row: ParameterRow) {
  const [path = '', query = ''] = targets.get(row)!.split(/\?(.*)/s);
  const headers = Object.fromEntries(Object.entries(row.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  const faults: ParameterFault[] = [];
  if (decoders.get(row) === null) return { decoded: { path: {}, query: {}, headers: {}, cookies: {} }, faults };
  return { decoded: decoders.get(row)!({ path, query, headers }, faults), faults };
}

const withTitles = (rows: readonly ParameterRow[]) => rows.map((row) => [row.title, row] as const);

test.each(withTitles(PARAMETER_ROWS.filter((row) => row.good)))('understands: %s', (_, row) => {
  const { decoded, faults } = send(row);
  expect(faults).toEqual([]);
  for (const [where, wanted] of Object.entries(row.good!)) {
    const got = decoded[where as keyof typeof decoded];
    expect(got).toEqual(wanted);
    expect(Object.getPrototypeOf(got)).toBe(Object.prototype);
  }
});

test.each(withTitles(PARAMETER_ROWS.filter((row) => row.bad)))('refuses: %s', (_, row) => {
  const { faults } = send(row);
  const places = faults.map((fault) => ({ in: fault.in, field: fault.instancePath.slice(1).replace(/\//g, '.'), keyword: fault.keyword }));
  expect(places).toContainEqual({ keyword: expect.any(String), ...row.bad });
  expect(faults.every((fault) => fault.message !== '')).toBe(true);
});

test('the table has enough rows, each with a title of its own', () => {
  expect(new Set(PARAMETER_ROWS.map((row) => row.title)).size).toBe(PARAMETER_ROWS.length);
  expect(PARAMETER_ROWS.filter((row) => row.good).length).toBeGreaterThanOrEqual(52);
  expect(PARAMETER_ROWS.filter((row) => row.bad).length).toBeGreaterThanOrEqual(30);
});
