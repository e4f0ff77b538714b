import type { Diagnostic } from '../diagnostics';
import { surveyHandlerFiles } from './handler-files';
import { locateHandlers } from './locate-handlers';
import { previousOperations } from './previous-operations';
import { memoryFiles } from './testing/memory-files';

const wanted = new Map([['createUser', 'users'], ['listUsers', 'users'], ['listOrders', 'orders']]);
const none = (): ReadonlySet<string> => new Set();
const codes = (diagnostics: readonly Diagnostic[]) => diagnostics.map((d) => d.code);
const locate = (files: Record<string, string>, previous = none) => {
  const survey = surveyHandlerFiles(memoryFiles(files), 'apps/api/src/');
  const located = locateHandlers(survey.files, wanted, previous, 'apps/api/src/');
  return { stems: Object.fromEntries(located.stems), diagnostics: [...survey.diagnostics, ...located.diagnostics], survey };
};

describe('locateHandlers', () => {
  it('finds a handler wherever it is under routes/', () => {
    expect(locate({
      'routes/users.ts': `export { createUser } from './impl/users';`,
      'routes/people.ts': 'export const listUsers = 1;',
      'routes/orders.ts': `export * from './impl/orders.js';`,
      'routes/impl/orders.ts': `export * from './deep';`,
      'routes/impl/deep/index.ts': 'export const listOrders = 1;',
    })).toMatchObject({ stems: { createUser: 'users', listUsers: 'people', listOrders: 'orders' }, diagnostics: [] });
  });

  it('leaves tests, declarations and the generated index out', () => {
    expect(locate({
      'routes/users.spec.ts': 'export const createUser = 1;',
      'routes/users.d.ts': 'export const createUser = 1;',
      'routes/index.ts': 'export const createUser = 1;',
    }).stems).toEqual({});
  });

  it('says where a handler without an operation is', () => {
    const { diagnostics } = locate({ 'routes/users.ts': `// hi\r\nexport const createUser = 1;\r\nexport const gone: Operations['gone'] = 1;\r\n` });
    expect(diagnostics).toEqual([expect.objectContaining({
      code: 'BACKEND_ROUTES_ORPHANED_HANDLER', severity: 'warning', position: { file: 'apps/api/src/routes/users.ts', line: 3, column: 14 },
    })]);
  });

  it('knows untyped orphans by the operations of the run before, and leaves helpers alone', () => {
    const previous = () => previousOperations(`export interface Operations {\n  /** x */\n  gone: Handler<1>;\n  'b': 2 }`);
    expect(codes(locate({ 'routes/users.ts': 'export function gone() {}\nexport function helper() {}' }, previous).diagnostics))
      .toEqual(['BACKEND_ROUTES_ORPHANED_HANDLER']);
  });

  it('warns of two handlers for one operation and takes the one in its own file', () => {
    const { stems, diagnostics } = locate({ 'routes/a.ts': 'export const createUser = 1;', 'routes/users.ts': 'export const createUser = 1;' });
    expect(stems).toEqual({ createUser: 'users' });
    expect(diagnostics).toEqual([expect.objectContaining({ code: 'BACKEND_ROUTES_DUPLICATE_HANDLER', position: { file: 'apps/api/src/routes/a.ts', line: 1, column: 14 } })]);
  });

  it('marks a file that hides its exports', () => {
    const { survey, diagnostics } = locate({ 'routes/users.ts': `export * from '@acme/users';` });
    expect(survey.files[0]).toMatchObject({ opaque: true });
    expect(codes(diagnostics)).toEqual(['BACKEND_ROUTES_HANDLERS_HIDDEN']);
  });

  it('ends in errors, with positions, on what it cannot read', () => {
    expect(locate({ 'routes/users.ts': 'export const a = {\n' }).diagnostics).toEqual([expect.objectContaining({
      code: 'BACKEND_ROUTES_HANDLERS_SYNTAX', severity: 'error', position: { file: 'apps/api/src/routes/users.ts', line: 2, column: 1 } })]);
    const latin1 = surveyHandlerFiles(memoryFiles({ 'routes/users.ts': Buffer.from('const é = 1;', 'latin1') }));
    expect(codes(latin1.diagnostics)).toEqual(['BACKEND_ROUTES_HANDLERS_UNREADABLE']);
  });

  it('survives modules that re-export each other', () => {
    expect(locate({ 'routes/a.ts': `export * from './b';`, 'routes/b.ts': `export * from './a'; export const createUser = 1;` }).stems)
      .toEqual({ createUser: 'a' });
  });
});
