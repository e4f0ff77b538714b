/**
 * Builds the package into dist/: compiled modules, the JSON files that describe generators and
 * executors, and the runtime sources that generators copy into a user's project as text.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { dropInnerDeclarations } from './build/drop-inner-declarations.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** JSON files read at run time by Nx and by ourselves. */
const DATA = ['{generators,executors,schematics}/**/*.json'];
/** Read as text by the generators, from the source tree and from dist/ by the same relative path. */
const RUNTIME = ['generators/lib/{validation,frameworks,reverse/database}/runtime/**/*.ts'];

/**
 * Builds `dist/`. It is replaced at the end in one step, so that a reader never sees half of it.
 * @param options.check false leaves type errors to the type check that `npm test` runs anyway
 * @returns false when the compiler found errors; dist/ is then as it was
 */
export function build({ check = true } = {}) {
  const fresh = path.join(root, 'tmp', `dist-${process.pid}`);
  rmSync(fresh, { recursive: true, force: true });
  try {
    const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const args = [tsc, '-p', 'tsconfig.build.json', '--outDir', fresh, '--noCheck', String(!check)];
    if (spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status !== 0) return false;
    dropInnerDeclarations(fresh, 'index');
    for (const file of assets()) {
      const target = path.join(fresh, file);
      mkdirSync(path.dirname(target), { recursive: true });
      cpSync(path.join(root, file), target);
    }
    replaceFolder(path.join(root, 'dist'), fresh, path.join(root, 'tmp', `dist-old-${process.pid}`));
    return true;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** Files of dist/ that no compiler makes, relative to the repository. */
function assets() {
  const files = globSync([...DATA, ...RUNTIME], { cwd: root });
  return files.filter((file) => !file.endsWith('.spec.ts') && !file.endsWith('.d.ts') && !file.includes('/testing/')).sort();
}

function replaceFolder(folder, fresh, old) {
  rmSync(old, { recursive: true, force: true });
  if (existsSync(folder)) renameSync(folder, old);
  renameSync(fresh, folder);
  rmSync(old, { recursive: true, force: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = build({ check: !process.argv.includes('--no-check') }) ? 0 : 1;
}
