import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const depcruise = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

/** The rule itself under test: files that break it, each the smallest that does. */
describe('the dependency rule', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'dependency-rule-'));
    for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) copyFileSync(path.join(root, file), path.join(folder, file));
    for (const stage of ['openapi', 'model', 'names', 'validation', 'frameworks', 'code', 'diagnostics']) write(`generators/lib/${stage}/thing.ts`, 'export const thing = 1;\nexport type Thing = number;');
    for (const stage of ['postgres', 'diff', 'analyze', 'load']) write(`executors/lib/${stage}/thing.ts`, 'export const thing = 1;');
    write('generators/routes/generator.ts', "import { thing } from '../lib/frameworks/thing';\nexport default thing;");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function write(file: string, text: string): void {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), `${text}\n`);
  }

  function cruise(): { status: number | null; output: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, [depcruise, '--config', '.dependency-cruiser.cjs', 'generators', 'executors'], { cwd: folder, encoding: 'utf8' });
    return { status, output: stdout + stderr };
  }

  it('accepts imports to the left, and types of the model from everywhere', () => {
    write('generators/lib/frameworks/express.ts', "import { thing } from '../names/thing';\nimport type { Thing } from '../model/thing';\nexport const x: Thing = thing;");
    write('generators/lib/openapi/read.ts', "import type { Thing } from '../model/thing';\nexport const x: Thing = 1;");
    expect(cruise()).toMatchObject({ status: 0 });
  });

  it.each([
    ['a stage imports to its right', 'generators/lib/openapi/bad.ts', '../model/thing', 'stage-openapi-imports-only-to-its-left'],
    ['the model knows a framework', 'generators/lib/model/bad.ts', '../frameworks/thing', 'stage-model-imports-only-to-its-left'],
    ['validation knows a framework', 'generators/lib/validation/bad.ts', '../frameworks/thing', 'imports-only-to-its-left'],
    ['a leaf imports a stage', 'generators/lib/code/bad.ts', '../names/thing', 'leaves-import-nothing'],
    ['a framework reads the document', 'generators/lib/frameworks/bad.ts', '../openapi/thing', 'frameworks-read-no-document'],
    ['one framework imports another', 'generators/lib/frameworks/koa.ts', './express', 'koa-knows-no-other-framework'],
    ['the core imports an adapter', 'generators/lib/names/bad.ts', '../../routes/generator', 'core-imports-no-adapter-code'],
    ['the core imports Nx', 'generators/lib/names/bad.ts', '@nx/devkit', 'core-knows-no-adapter'],
    ['a session knows the differ', 'executors/lib/postgres/bad.ts', '../diff/thing', 'stage-postgres-imports-only-to-its-left'],
    ['the differ knows a command', 'executors/lib/diff/bad.ts', '../analyze/thing', 'imports-only-to-its-left'],
    ['a load test knows the differ', 'executors/lib/load/bad.ts', '../diff/thing', 'load-tests-know-no-database'],
    ['a load test reads a document where it should not', 'executors/lib/load/bad.ts', '../../../generators/lib/openapi/thing', 'load-tests-read-documents-in-one-place'],
    ['a load test emits code for a framework', 'executors/lib/load/spec/bad.ts', '../../../../generators/lib/frameworks/thing', 'load-tests-use-no-emitter'],
    ['a virtual user needs more than itself', 'executors/lib/load/drive/virtual-user.ts', '../thing', 'users-stand-alone'],
    ['a migration knows load tests', 'executors/lib/analyze/bad.ts', '../load/thing', 'migrations-know-no-load-tests'],
    ['the runtime imports the generator', 'generators/lib/validation/runtime/bad.ts', '../../names/thing', 'runtime-stands-alone'],
  ])('refuses that %s', (_what, file, imported, rule) => {
    write('generators/lib/frameworks/express.ts', 'export const thing = 1;');
    write(file, `import { thing } from '${imported}';\nexport const x = thing;`);
    const { status, output } = cruise();
    expect(output).toContain(rule);
    expect(status).not.toBe(0);
  });
});
