import { apiOf, compiledDecoders } from '../../../../e2e/parameters/evaluate';
import { documentOf } from '../../../../e2e/parameters/row';
import { PARAMETER_ROWS } from '../../../../e2e/parameters/table';
import type { ParameterFault } from '../runtime/types';

const PIECES = [
  'q', 'color', 'R', '=', '=', '&', '&', ';', ',', '.', '|', '[', ']', '[]', '[0]', '[R]', '[__proto__]', '[constructor]', '[prototype]', '__proto__', 'constructor', '%', '%zz', '%00',
  '%5B', '%5D', '%2C', '%ff', '%E2%82%AC', '+', ' ', '1', '-1', '1.5', '1e999', '9'.repeat(400), 'true', 'null', '{"a":1}', '{"__proto__":{"x":1}}', '[1,', '"', '\\', '\u0000', '\ud800', 'é', '/', '//', '?', '#',
];

test('garbage is decoded or refused, never thrown at, and reaches no prototype', () => {
  let seed = 1;
  const next = (below: number) => ((seed = (seed * 48271) % 2147483647) % below);
  const garbage = () => Array.from({ length: next(14) }, () => PIECES[next(PIECES.length)]!).join('');
  let refused = 0;
  for (const version of ['3.2.0', '3.0.3']) {
    const decoders = compiledDecoders(apiOf(documentOf(PARAMETER_ROWS, version)));
    for (const decode of decoders.values()) {
      for (let i = 0; decode && i < 60; i++) {
        const faults: ParameterFault[] = [];
        const headers = { 'x-color': garbage(), 'x-n': garbage(), 'x-j': garbage(), 'x-ids': garbage(), cookie: garbage() };
        const decoded = decode({ path: `/row/${garbage()}`, query: garbage(), headers }, faults);
        if (faults.length > 0) refused++;
        if (Object.values(decoded).some((record) => Object.getPrototypeOf(record) !== Object.prototype)) throw new Error('a prototype was replaced');
        if (faults.some((f) => typeof f.in !== 'string' || typeof f.message !== 'string' || f.instancePath[0] !== '/')) throw new Error(JSON.stringify(faults));
      }
    }
  }
  expect(refused).toBeGreaterThan(1000);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as { x?: unknown }).x).toBeUndefined();
});
