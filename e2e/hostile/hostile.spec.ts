import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bootServer, ALL_FRAMEWORKS, generateApp } from '../harness';
import type { Framework } from '../harness';
import { buildDocument } from './hostile-document';
import { HARMLESS_TEXTS, HOSTILE_TEXTS, INHERITED_NAMES } from './hostile-texts';
import { sourceShape } from './source-shape';

/** The only places design 1.2 names, by their first folder. */
const PLACES = /^(?:(?:routes|middleware|types)\/[\w$./-]+\.ts|types\/openapi\.json)$/;

describe.each(ALL_FRAMEWORKS)('%s from a hostile document', (framework) => {
  test('differs from a harmless one in the text of names, literals and comments alone', async () => {
    const hostile = await generated(HOSTILE_TEXTS, framework);
    const harmless = await generated(HARMLESS_TEXTS, framework);
    for (const file of hostile.keys()) {
      expect(file).toMatch(PLACES);
      expect(file.split('/')).not.toContain('..');
    }
    expect(difference(shapes(hostile), shapes(harmless))).toEqual([]);
    expect(difference(shapes(harmless), shapes(hostile))).toEqual([]);
  }, 120_000);

  test('still boots', async () => {
    const app = await generateDocument([...HOSTILE_TEXTS, ...INHERITED_NAMES], framework, true);
    const server = await bootServer(app.src, framework);
    await server.stop();
    expect(server.errors()).toBe('');
    app.remove();
  }, 120_000);
});

async function generateDocument(texts: readonly string[], framework: Framework, swagger = false) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'hostile-'));
  const entry = path.join(folder, 'openapi.json');
  writeFileSync(entry, JSON.stringify(buildDocument(texts)));
  const app = await generateApp(entry, framework, { stubs: 'example', validateResponses: true, tests: true, swagger });
  rmSync(folder, { recursive: true });
  return app;
}

async function generated(texts: readonly string[], framework: Framework): Promise<Map<string, string>> {
  const app = await generateDocument(texts, framework);
  const files = globSync('**/*', { cwd: path.dirname(app.src), withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => path.join(entry.parentPath, entry.name));
  const sources = files
    .filter((file) => path.relative(app.src, file) !== '../package.json')
    .map((file) => [path.relative(app.src, file), readFileSync(file, 'utf8')] as const);
  app.remove();
  return new Map(sources);
}

/**
 * The statements of all files but the copied runtime, as a bag: names decide the order of files and
 * imports, not their structure. Of openapi-typescript's output only that it declares types and does
 * nothing: it prints an operation elsewhere when its id cannot be a key.
 */
function shapes(files: ReadonlyMap<string, string>): string[] {
  return [...files].filter(([file]) => !file.includes('/runtime/')).flatMap(([file, source]) => {
    // Data, not code: it has to be JSON, and says what the document says.
    if (file.endsWith('.json')) return [typeof JSON.parse(source)];
    const statements = sourceShape(file, source);
    return file === 'types/openapi.ts' ? statements.map((shape) => shape.slice(0, shape.indexOf('('))) : statements;
  });
}

/** What `from` has more often than `other`, shortened for reading. */
function difference(from: readonly string[], other: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const shape of other) counts.set(shape, (counts.get(shape) ?? 0) + 1);
  const more = from.filter((shape) => {
    const left = counts.get(shape) ?? 0;
    counts.set(shape, left - 1);
    return left <= 0;
  });
  return more.slice(0, 5).map((shape) => shape.slice(0, 500));
}
