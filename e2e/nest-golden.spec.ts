import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { printDiagnostics } from '../generators/lib/diagnostics';
import { generateFromSource, repoRoot, typeCheck } from './harness';

/**
 * What is written for Nest, word for word: `cases/nest-<name>/input/openapi.yaml` and `expected/`,
 * without the parts every framework has (validators, copied runtime, types of the document).
 * UPDATE_GOLDEN=1 writes it anew; read the diff.
 */
const cases = path.join(repoRoot, 'e2e/cases');
const names = readdirSync(cases).filter((name) => name.startsWith('nest-'));
const SHOWN = /^(routes\/|middleware\/[^/]+$|middleware\/validators\/dto\/|types\/operations\.ts$)/;

it.each(names)('%s', async (name) => {
  const folder = path.join(cases, name);
  const app = await generateFromSource(path.join(folder, 'input/openapi.yaml'), { framework: 'nest', swagger: true, generatorVersion: '0.0.0' });
  try {
    const written = readTree(app.src, (file) => SHOWN.test(file));
    const diagnostics = printDiagnostics(app.diagnostics, { cwd: path.join(folder, 'input') });
    if (process.env['UPDATE_GOLDEN']) update(folder, written, diagnostics);
    expect(Object.keys(written)).toContain('routes/routes.module.ts');
    expect(written).toEqual(readTree(path.join(folder, 'expected'), () => true));
    expect(diagnostics).toBe(readFileSync(path.join(folder, 'diagnostics.txt'), 'utf8'));
    expect(await typeCheck(app.src, '7', 'nodenext')).toBe('');
  } finally {
    app.remove();
  }
}, 120_000);

function readTree(folder: string, wanted: (file: string) => boolean): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
  return Object.fromEntries(files.filter(wanted).sort().map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]));
}

function update(folder: string, written: Record<string, string>, diagnostics: string): void {
  rmSync(path.join(folder, 'expected'), { recursive: true, force: true });
  for (const [file, text] of Object.entries(written)) {
    mkdirSync(path.dirname(path.join(folder, 'expected', file)), { recursive: true });
    writeFileSync(path.join(folder, 'expected', file), text);
  }
  writeFileSync(path.join(folder, 'diagnostics.txt'), diagnostics);
}
