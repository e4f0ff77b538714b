import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { swcCompiler, typedCompiler } from './compilers';
import { hookRequire } from './hook-require';

/**
 * Lets this process load TypeScript as TypeORM needs it, decorators with their metadata, by the
 * `compilerOptions` of the nearest tsconfig (its `paths`, too), in CommonJS as in ES modules.
 * @param typed by TypeScript itself with all types, not by swc
 */
export function registerTypeScript(file: string, root: string, typed: boolean): void {
  const project = writeProject(file, root);
  process.env['SWC_NODE_PROJECT'] = project;
  const { readDefaultTsConfig } = require('@swc-node/register/read-default-tsconfig') as { readDefaultTsConfig(file: string): object };
  hookRequire(typed ? typedCompiler(project, file) : swcCompiler({ ...readDefaultTsConfig(project), module: COMMON_JS }));
  (require('node:module') as typeof import('node:module')).register('@swc-node/register/esm', pathToFileURL(__filename).href);
}

const COMMON_JS = 1;

/** A tsconfig.json of our own, with everything the user's inherits written out: loaders read no more than one file. */
function writeProject(file: string, root: string): string {
  const options = { ...userOptions(file, root), ...DECORATORS };
  const project = path.join(mkdtempSync(path.join(tmpdir(), 'backend-tsconfig-')), 'tsconfig.json');
  process.once('exit', () => rmSync(path.dirname(project), { recursive: true, force: true }));
  writeFileSync(project, JSON.stringify({ compilerOptions: options, files: [file] }));
  return project;
}

/** What TypeORM's decorators need, whatever the project says; swc takes `target` from here too. */
const DECORATORS = { experimentalDecorators: true, emitDecoratorMetadata: true, sourceMap: true, target: 'es2022', useDefineForClassFields: false, incremental: false, composite: false };

function userOptions(file: string, root: string): Record<string, unknown> {
  const ts = require('typescript') as typeof import('typescript');
  const config = nearestConfig(path.dirname(file), root);
  if (config === undefined) return { module: 'commonjs', esModuleInterop: true };
  const parsed = ts.getParsedCommandLineOfConfigFile(config, {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined });
  const { paths, baseUrl, pathsBasePath, esModuleInterop, jsx } = (parsed?.options ?? {}) as import('typescript').CompilerOptions & { pathsBasePath?: string };
  const base = baseUrl ?? pathsBasePath ?? path.dirname(config);
  const absolute = Object.fromEntries(Object.entries(paths ?? {}).map(([alias, targets]) => [alias, targets.map((target) => path.resolve(base, target))]));
  return {
    // Without it a default import of a CommonJS package is undefined; it is what most projects set.
    esModuleInterop: esModuleInterop ?? true,
    ...(paths && { paths: absolute, baseUrl: base }),
    ...(jsx !== undefined && { jsx: 'react-jsx' }),
  };
}

/** The project's own config for its sources before the one that only refers to it. */
function nearestConfig(folder: string, root: string): string | undefined {
  for (const name of ['tsconfig.app.json', 'tsconfig.lib.json', 'tsconfig.json', 'tsconfig.base.json']) {
    if (existsSync(path.join(folder, name))) return path.join(folder, name);
  }
  const parent = path.dirname(folder);
  return folder === root || parent === folder ? undefined : nearestConfig(parent, root);
}
