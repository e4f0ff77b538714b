import { GENERATED_MARKER } from './emit/context';
import type { Generation, RoutesOptions } from './generate';
import { generateRoutes } from './generate';
import { memoryFiles } from './merge/testing/memory-files';
import { testStages } from './testing/test-stages';
import { writeDocument } from './testing/write-document';

type Operations = Parameters<typeof writeDocument>[0];

/** One run over files in memory, applied when it has no error. */
async function run(files: Record<string, string>, operations: Operations, options: Partial<RoutesOptions> = {}): Promise<Generation & { files: Record<string, string> }> {
  const document = writeDocument(operations);
  try {
    const generation = await generateRoutes(document.file, { framework: 'express', importExtension: '', shownFolder: 'src/', ...options }, memoryFiles(files), testStages);
    const next = { ...files, ...Object.fromEntries(generation.value.map(({ path, content }) => [path, content])) };
    for (const path of generation.obsolete) delete next[path];
    return { ...generation, files: next };
  } finally {
    document.remove();
  }
}

const codes = ({ diagnostics }: Generation): string[] => diagnostics.map((d) => d.code);
const users = { createUser: { tag: 'users' }, listUsers: { tag: 'users' } };

describe('generateRoutes', () => {
  it('gives the same files for the same document, and changes nothing the second time', async () => {
    const first = await run({}, users);
    expect(Object.keys(first.files)).toEqual(expect.arrayContaining(['routes/index.ts', 'routes/users.ts', 'middleware/errors.ts', 'middleware/authenticators.ts', 'types/openapi.ts', 'types/operations.ts']));
    expect((await run({}, users)).files).toEqual(first.files);
    const second = await run(first.files, users);
    expect(second.files).toEqual(first.files);
    expect(second).toMatchObject({ obsolete: [], missing: [], diagnostics: [] });
    expect(second.value.filter(({ ownership }) => ownership === 'yours')).toEqual([]);
  });

  it('appends a new operation and leaves what was written', async () => {
    const first = await run({}, users);
    first.files['routes/users.ts'] = first.files['routes/users.ts']!.replace(/throw notImplemented\('createUser'\)/, 'return /* mine */').replace(/\n/g, '\r\n');
    const before = first.files['routes/users.ts'];
    const second = await run(first.files, { ...users, deleteUser: { tag: 'users' } });
    expect(second.missing).toEqual([{ operation: 'deleteUser', path: 'routes/users.ts' }]);
    expect(second.files['routes/users.ts']!.startsWith(before)).toBe(true);
    expect(second.files['routes/users.ts']).toMatch(/^export const deleteUser: Operations\['deleteUser'\]/m);
    expect(second.files['routes/users.ts']!.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it('deletes the generated files of an operation that left, never its handler', async () => {
    const first = await run({}, users);
    const second = await run(first.files, { createUser: users.createUser });
    expect(second.obsolete).toEqual(['middleware/validators/list-users.ts']);
    expect(second.files['routes/users.ts']).toBe(first.files['routes/users.ts']);
    expect(second.diagnostics).toEqual([expect.objectContaining({
      code: 'BACKEND_ROUTES_ORPHANED_HANDLER', position: expect.objectContaining({ file: 'src/routes/users.ts' }) })]);
    expect(second.files['routes/index.ts']).not.toContain('listUsers');
  });

  it('knows an orphan without a type by the operations of the run before', async () => {
    const first = await run({}, users);
    first.files['routes/users.ts'] = 'export async function createUser() {}\nexport async function listUsers() {}\nexport function helper() {}\n';
    const second = await run(first.files, { createUser: users.createUser });
    expect(codes(second)).toEqual(['BACKEND_ROUTES_ORPHANED_HANDLER']);
  });

  it('imports a handler from where it is when its tag moves', async () => {
    const first = await run({}, users);
    const second = await run(first.files, { createUser: { tag: 'people' }, listUsers: { tag: 'people' } });
    expect(second.files['routes/people.ts']).toBeUndefined();
    expect(second.files['routes/index.ts']).toMatch(/from '\.\/users'/);
    expect(second.files['routes/index.ts']).not.toMatch(/people/);
    const third = await run({ ...second.files, 'routes/my-own.ts': 'export const added = 1;' }, { createUser: { tag: 'people' }, listUsers: { tag: 'people' }, added: { tag: 'people' } });
    expect(third.files['routes/index.ts']).toMatch(/from '\.\/my-own'/);
  });

  it('does not import a handler file that holds no operation any more', async () => {
    const first = await run({}, { ...users, listOrders: { tag: 'orders' } });
    const second = await run(first.files, users);
    expect(second.files['routes/index.ts']).not.toMatch(/orders/);
    expect(second.files['routes/orders.ts']).toBe(first.files['routes/orders.ts']);
  });

  it('replaces no file that it did not write', async () => {
    const mine = { 'routes/index.ts': '// mine\n', 'middleware/validators/notes.ts': '// mine\n' };
    const result = await run(mine, users);
    expect(codes(result)).toEqual(['BACKEND_ROUTES_FILE_NOT_OURS']);
    expect(result.files).toEqual(mine);
  });

  it('writes nothing when a handler file cannot be appended to', async () => {
    const first = await run({}, users);
    first.files['routes/users.ts'] += 'export const broken = {\n';
    const second = await run(first.files, { ...users, more: { tag: 'orders' } });
    expect(codes(second)).toEqual(['BACKEND_ROUTES_HANDLERS_SYNTAX']);
    expect(second.files).toEqual(first.files);
  });

  it('warns of a security scheme that authenticators.ts does not know', async () => {
    const first = await run({}, { a: { security: 'bearerAuth' } });
    const second = await run(first.files, { a: { security: 'bearerAuth' }, b: { security: 'admin-key' } });
    expect(codes(second)).toEqual(['BACKEND_ROUTES_AUTHENTICATOR_MISSING']);
    expect(second.files['middleware/authenticators.ts']).toBe(first.files['middleware/authenticators.ts']);
  });

  it('formats what people read and nothing else', async () => {
    const formatted: string[] = [];
    const format = async (path: string, text: string): Promise<string> => (formatted.push(path), text);
    await run({}, users, { format });
    expect(formatted.sort()).toEqual(['middleware/authenticators.ts', 'middleware/errors.ts', 'routes/index.ts', 'routes/users.ts', 'types/operations.ts']);
  });

  it('puts the marker on every generated file and on nothing of the user\'s', async () => {
    const { value } = await run({}, users);
    for (const { content, ownership } of value) expect(content.startsWith(GENERATED_MARKER)).toBe(ownership === 'generated');
  });

  it('ends in errors, with nothing to write, when the document cannot be read', async () => {
    const result = await generateRoutes('/nowhere/openapi.yaml', { framework: 'express' }, undefined, testStages);
    expect(codes(result)).toEqual(['BACKEND_SOURCE_NOT_FOUND']);
    expect(result).toMatchObject({ value: [], obsolete: [] });
  });
});
