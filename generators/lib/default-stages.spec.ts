import type { Framework } from './emit/context';
import { generateRoutes } from './generate';
import { memoryFiles } from './merge/testing/memory-files';
import { writeDocument } from './testing/write-document';

jest.setTimeout(120_000); // a busy machine

const FRAMEWORKS: Framework[] = ['express', 'fastify', 'koa'];
const EVERYTHING = { stubs: 'example', tests: true, validateResponses: true, validator: 'class-validator', errors: 'problem' } as const;

/** Relative imports of a file that lead to no file of the output. */
function danglingImports(files: Readonly<Record<string, string>>): string[] {
  return Object.entries(files).flatMap(([path, text]) => [...text.matchAll(/(?:from|import\() ?'(\.[^']*)'/g)]
    .map(([, specifier]) => `${new URL(specifier!, `file:///${path}`).pathname.slice(1)}.ts`)
    .filter((target) => !(target in files))
    .map((target) => `${path} imports ${target}`));
}

describe.each(FRAMEWORKS)('the whole pipeline for %s', (framework) => {
  it.each([['default', {}], ['every option', EVERYTHING]])('is complete, deterministic and idempotent with %s options', async (_what, options) => {
    const document = writeDocument({ createUser: { tag: 'users', security: 'bearerAuth' }, listOrders: { tag: 'orders' }, untagged: {} });
    try {
      const generate = (files: Record<string, string>) => generateRoutes(document.file, { framework, importExtension: '', ...options }, memoryFiles(files));
      const [first, again] = await Promise.all([generate({}), generate({})]);
      expect(first.diagnostics).toEqual([]);
      expect(again.value).toEqual(first.value);
      const files = Object.fromEntries(first.value.map(({ path, content }) => [path, content]));
      expect(danglingImports(files)).toEqual([]);
      expect(first.packages).toContain(framework);
      const second = await generate(files);
      expect(second.value.filter(({ path, content }) => files[path] !== content)).toEqual([]);
      expect(second).toMatchObject({ obsolete: [], missing: [] });
    } finally {
      document.remove();
    }
  });

  it('writes the same routes whatever the order of the document, names and handlers included', async () => {
    const operations = { createUser: { tag: 'users' }, listOrders: { tag: 'orders' } };
    const [a, b] = [writeDocument(operations), writeDocument(Object.fromEntries(Object.entries(operations).reverse()))];
    try {
      const [first, second] = await Promise.all([a, b].map(({ file }) => generateRoutes(file, { framework })));
      expect(second!.value.map(({ path }) => path)).toEqual(first!.value.map(({ path }) => path));
    } finally {
      a.remove();
      b.remove();
    }
  });
});
