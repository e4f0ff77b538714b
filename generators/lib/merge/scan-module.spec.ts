import { scanModule } from './scan-module';

const names = (text: string): string[] => scanModule('routes/users.ts', text).exports.map((e) => e.name);
const operations = (text: string): (string | undefined)[] => scanModule('routes/users.ts', text).exports.map((e) => e.operation);

describe('scanModule', () => {
  it.each([
    ['export const a = 1, b = 2;', ['a', 'b']],
    ['export async function a() {}', ['a']],
    ['export const { a, b: { c }, ...d } = x; export const [e, , f] = y;', ['a', 'c', 'd', 'e', 'f']],
    [`export { a } from './other'; export { b as c }; export * as d from './d';`, ['a', 'c', 'd']],
    ['export class A {} export enum E {} export namespace N {}', ['A', 'E', 'N']],
    [`export { type A, b as 'c-d' } from './x'`, ['c-d']],
    ['export type A = 1; export interface B {} export type { C } from "./c"; export default function d() {}', []],
    ['const text = `export const a = 1;`; // export const b = 2', []],
    ['export declare const a: 1;', ['a']],
  ])('%s', (text, expected) => expect(names(text)).toEqual(expected));

  it('knows the operation a handler is typed with', () => {
    expect(operations(`export const a: Operations['x'] = h;`)).toEqual(['x']);
    expect(operations(`export const a = (async () => {}) satisfies Operations["x"];`)).toEqual(['x']);
    expect(operations(`export const a = guarded<Operations['x']>(async () => {});`)).toEqual(['x']);
    expect(operations(`import type { Operations as Ops } from '../types/operations'; export const a: Ops['x'] = h;`)).toEqual(['x']);
    expect(operations(`const h: Operations['x'] = f; export { h };`)).toEqual(['x']);
    expect(operations(`export const a = () => { const b: Operations['x'] = f; };`)).toEqual([undefined]);
  });

  it('reports syntax errors with their offsets', () => {
    expect(scanModule('a.ts', 'export const = 1;').errors[0]).toEqual({ message: expect.any(String), offset: 13 });
    expect(scanModule('a.ts', 'const a = `').errors).toHaveLength(1);
  });

  it('lists what is declared at the top level', () => {
    const { declared } = scanModule('a.ts', `import d, { x as y, type T } from 'z'; import * as n from 'm'; const c = 1; function f() { const inner = 1; }`);
    expect([...declared.keys()]).toEqual(['d', 'y', 'T', 'n', 'c', 'f']);
  });
});
