import path from 'node:path';
import ts from 'typescript';
import type { ImportExtension } from '../code';
import type { WorkspaceFiles } from './files';
import { readJsonObject, readText, upward } from './files';

/** `auto` looks at the nearest tsconfig. */
export type ExtensionSetting = 'auto' | 'js' | 'none' | 'ts';

const GIVEN: Record<Exclude<ExtensionSetting, 'auto'>, ImportExtension> = { js: '.js', none: '', ts: '.ts' };
const CONFIGS = ['tsconfig.app.json', 'tsconfig.lib.json', 'tsconfig.json', 'tsconfig.base.json'];

/**
 * How relative imports end in a folder. An ending is written only where Node itself needs one
 * (`module: nodenext`, or ES modules that no bundler resolves): Jest and webpack, as they come, do
 * not find `./users.js` when there is only `users.ts`. `.ts` is for sources that Node runs as they
 * are (or tsc rewrites).
 */
export function importExtension(files: WorkspaceFiles, folder: string, setting: ExtensionSetting = 'auto'): ImportExtension {
  if (setting !== 'auto') return GIVEN[setting];
  const options = compilerOptions(files, folder);
  const runsSources = options.allowImportingTsExtensions === true && options.noEmit === true && options.moduleResolution !== ts.ModuleResolutionKind.Bundler;
  if (options.rewriteRelativeImportExtensions === true || runsSources) return '.ts';
  const { module = ts.ModuleKind.None, moduleResolution } = options;
  // CommonJS packages too: there `import('./validators/x')` stays an import, which Node resolves as a URL.
  if (module >= ts.ModuleKind.Node16 && module <= ts.ModuleKind.NodeNext) return '.js';
  if (!isEsm(files, folder)) return '';
  if (moduleResolution === ts.ModuleResolutionKind.Bundler || module === ts.ModuleKind.Preserve || module === ts.ModuleKind.CommonJS) return '';
  return '.js';
}

function isEsm(files: WorkspaceFiles, folder: string): boolean {
  const nearest = upward(folder).map((f) => readJsonObject(files, path.posix.join(f, 'package.json'))).find((manifest) => manifest !== undefined);
  return nearest?.['type'] === 'module';
}

function compilerOptions(files: WorkspaceFiles, folder: string): ts.CompilerOptions {
  const config = upward(folder).flatMap((f) => CONFIGS.map((name) => path.posix.join(f, name))).find((file) => files.read(file) !== undefined);
  if (config === undefined) return {};
  const host: ts.ParseConfigHost = {
    useCaseSensitiveFileNames: true,
    readDirectory: () => [],
    readFile: (file) => readAny(files, file),
    fileExists: (file) => readAny(files, file) !== undefined,
  };
  const { config: json = {} } = ts.parseConfigFileTextToJson(config, readText(files, config)!) as { config?: object };
  const absolute = path.join(files.root, config);
  return ts.parseJsonConfigFileContent(json, host, path.dirname(absolute), undefined, absolute).options;
}

/** A file by absolute path: of the workspace, or on disk (a base config in a package outside it). */
function readAny(files: WorkspaceFiles, file: string): string | undefined {
  const relative = path.relative(files.root, file).split(path.sep).join('/');
  return relative.startsWith('..') ? ts.sys.readFile(file) : readText(files, relative);
}
