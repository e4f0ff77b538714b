import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { memoryFiles } from '../merge/testing/memory-files';
import { importExtension } from './import-extension';

const ROOT = path.resolve(__dirname, '../../..');

/** Compiler options and package type, the ending they ask for, and whether Node runs what tsc writes without a bundler. */
const MATRIX: [Record<string, string>, 'module' | 'commonjs', string, boolean][] = [
  [{ module: 'nodenext' }, 'module', '.js', true],
  [{ module: 'nodenext' }, 'commonjs', '.js', true],
  [{ module: 'node16' }, 'module', '.js', true],
  [{ module: 'node16' }, 'commonjs', '.js', true],
  [{ module: 'commonjs', moduleResolution: 'node10' }, 'commonjs', '', true],
  [{ module: 'commonjs' }, 'commonjs', '', true],
  [{ module: 'esnext', moduleResolution: 'bundler' }, 'module', '', false],
  [{ module: 'esnext', moduleResolution: 'bundler' }, 'commonjs', '', false],
  [{ module: 'preserve' }, 'module', '', false],
  [{ module: 'preserve' }, 'commonjs', '', false],
  [{ module: 'esnext', moduleResolution: 'node10' }, 'module', '.js', true],
  [{ module: 'esnext', moduleResolution: 'node10' }, 'commonjs', '', false],
];

/** What generated code does with its modules: a plain import and a lazy one. */
const main = (end: string): string => `declare const console: { log(text: unknown): void };\nimport { value } from './lib/plain${end}';\nimport('./lib/lazy${end}').then((lazy) => console.log(value + lazy.value));\n`;

const library = new Map<string, ts.SourceFile | undefined>();

/** Parses TypeScript's own declarations once. */
function sharedLibrary(): ts.CompilerHost {
  const host = ts.createCompilerHost({});
  const { getSourceFile } = host;
  return {
    ...host,
    getSourceFile: (name, target, ...rest) => {
      if (!path.basename(name).startsWith('lib.')) return getSourceFile.call(host, name, target, ...rest);
      if (!library.has(name)) library.set(name, getSourceFile.call(host, name, target, ...rest));
      return library.get(name);
    },
  };
}

test.each(MATRIX)('%j in a %s package: "%s" compiles, and runs without a bundler: %s', (options, type, expected, runs) => {
  const config = { compilerOptions: { target: 'es2022', strict: true, lib: ['es2022'], types: [], ...options } };
  const files = { 'package.json': JSON.stringify({ type }), 'tsconfig.json': JSON.stringify(config) };
  const end = importExtension({ root: '/virtual', ...memoryFiles(files) }, 'src');
  expect(end).toBe(expected);

  mkdirSync(path.join(ROOT, 'tmp'), { recursive: true });
  const folder = mkdtempSync(path.join(ROOT, 'tmp', 'endings-'));
  try {
    const sources = { ...files, 'src/main.ts': main(end), 'src/lib/plain.ts': 'export const value: number = 40;\n', 'src/lib/lazy.ts': 'export const value: number = 2;\n' };
    for (const [name, text] of Object.entries(sources)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    const { options: parsed } = ts.convertCompilerOptionsFromJson(config.compilerOptions, folder);
    const program = ts.createProgram([path.join(folder, 'src/main.ts')], { ...parsed, outDir: path.join(folder, 'out'), rootDir: path.join(folder, 'src'), skipLibCheck: true }, sharedLibrary());
    expect(ts.getPreEmitDiagnostics(program).map((d) => ts.flattenDiagnosticMessageText(d.messageText, ' '))).toEqual([]);
    program.emit();
    const { stdout, status } = spawnSync(process.execPath, [path.join(folder, 'out/main.js')], { encoding: 'utf8' });
    expect([status === 0, stdout.trim()]).toEqual(runs ? [true, '42'] : [false, '']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 30_000);
