import path from 'node:path';
import type { ImportExtension } from '../code';
import type { WorkspaceFiles } from './files';
import { readJsonObject, upward } from './files';
import { nearestModuleOptions } from './tsconfig';

/** `auto` looks at the nearest tsconfig. */
export type ExtensionSetting = 'auto' | 'js' | 'none' | 'ts';

const GIVEN: Record<Exclude<ExtensionSetting, 'auto'>, ImportExtension> = { js: '.js', none: '', ts: '.ts' };

/**
 * How relative imports end in a folder. An ending is written only where Node itself needs one
 * (`module: nodenext`, or ES modules that no bundler resolves): Jest and webpack, as they come, do
 * not find `./users.js` when there is only `users.ts`. `.ts` is for sources that Node runs as they
 * are (or tsc rewrites).
 */
export function importExtension(files: WorkspaceFiles, folder: string, setting: ExtensionSetting = 'auto'): ImportExtension {
  if (setting !== 'auto') return GIVEN[setting];
  const options = nearestModuleOptions(files, folder);
  const { module = '', moduleResolution } = options;
  const runsSources = options.allowImportingTsExtensions === true && options.noEmit === true && moduleResolution !== 'bundler';
  if (options.rewriteRelativeImportExtensions === true || runsSources) return '.ts';
  // CommonJS packages too: there `import('./validators/x')` stays an import, which Node resolves as a URL.
  if (/^node/.test(module) || /^node(16|next)$/.test(moduleResolution ?? '')) return '.js';
  if (moduleResolution === 'bundler' || module === 'preserve' || module === 'commonjs') return '';
  return isEsm(files, folder) ? '.js' : '';
}

function isEsm(files: WorkspaceFiles, folder: string): boolean {
  const nearest = upward(folder).map((f) => readJsonObject(files, path.posix.join(f, 'package.json'))).find((manifest) => manifest !== undefined);
  return nearest?.['type'] === 'module';
}
