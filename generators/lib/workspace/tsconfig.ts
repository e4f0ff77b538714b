import { createRequire } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { WorkspaceFiles } from './files';
import { readText, upward } from './files';
import { parseJsonc } from './jsonc';

/** The compiler options that decide how imports end, in lower case, and whether entities compile. */
export interface ModuleOptions {
  readonly module?: string;
  readonly moduleResolution?: string;
  readonly noEmit?: boolean;
  readonly allowImportingTsExtensions?: boolean;
  readonly rewriteRelativeImportExtensions?: boolean;
  readonly experimentalDecorators?: boolean;
}

const CONFIGS = ['tsconfig.app.json', 'tsconfig.lib.json', 'tsconfig.json', 'tsconfig.base.json'];
const DEPTH = 20;

/**
 * Options of the nearest tsconfig on the way up from a folder, with what it extends. Read here and
 * not by the compiler, which takes longer to load than a small document to generate.
 */
export function nearestModuleOptions(files: WorkspaceFiles, folder: string): ModuleOptions {
  const config = nearestConfig(files, folder);
  return config === undefined ? {} : readOptions(files, path.join(files.root, config), 0);
}

/** The tsconfig that holds for a folder, relative to the workspace's root. */
export function nearestConfig(files: WorkspaceFiles, folder: string): string | undefined {
  return upward(folder).flatMap((f) => CONFIGS.map((name) => path.posix.join(f, name))).find((file) => files.read(file) !== undefined);
}

function readOptions(files: WorkspaceFiles, file: string, depth: number): ModuleOptions {
  const config = parseJsonc(readAny(files, file) ?? '{}') as { extends?: string | string[]; compilerOptions?: Record<string, unknown> } | undefined;
  if (!config || depth > DEPTH) return {};
  const bases = [config.extends ?? []].flat().map((base) => locate(files, file, base)).filter((base) => base !== undefined);
  const own = Object.entries(config.compilerOptions ?? {}).map(([key, value]) => [key, typeof value === 'string' ? value.toLowerCase() : value]);
  return Object.assign({}, ...bases.map((base) => readOptions(files, base, depth + 1)), Object.fromEntries(own)) as ModuleOptions;
}

/** `../tsconfig.base`, `@tsconfig/node22`, `@acme/config/tsconfig.node.json`: TypeScript tries `.json` and `/tsconfig.json`. */
function locate(files: WorkspaceFiles, from: string, base: string): string | undefined {
  const endings = ['', '.json', '/tsconfig.json'];
  if (base.startsWith('.') || path.isAbsolute(base)) {
    const target = path.resolve(path.dirname(from), base);
    return endings.map((ending) => target + ending).find((file) => file.endsWith('.json') && readAny(files, file) !== undefined);
  }
  const { resolve } = createRequire(from);
  for (const ending of [...endings].reverse()) {
    try {
      return resolve(base + ending);
    } catch {
      // not so: try the next
    }
  }
  return undefined;
}

/** A file by absolute path: of the workspace (an Nx tree may hold it), or on disk. */
function readAny(files: WorkspaceFiles, file: string): string | undefined {
  const relative = path.relative(files.root, file).split(path.sep).join('/');
  if (!relative.startsWith('..')) return readText(files, relative);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
