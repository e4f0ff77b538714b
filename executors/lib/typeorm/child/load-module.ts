import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** The exports of a user's module, by the module system its folder uses. */
export async function loadModule(file: string): Promise<Record<string, unknown>> {
  if (isModule(file)) return (await importing(pathToFileURL(file).href)) as Record<string, unknown>;
  return require(file) as Record<string, unknown>;
}

/** `import()` that stays one when this file is compiled to CommonJS. */
// eslint-disable-next-line no-new-func -- a constant text
const importing = new Function('specifier', 'return import(specifier)') as (specifier: string) => Promise<unknown>;

function isModule(file: string): boolean {
  if (/\.m[jt]s$/.test(file)) return true;
  if (/\.c[jt]s$/.test(file)) return false;
  return nearestManifest(path.dirname(file))?.['type'] === 'module';
}

function nearestManifest(folder: string): Record<string, unknown> | undefined {
  const manifest = path.join(folder, 'package.json');
  if (existsSync(manifest)) return JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, unknown>;
  const parent = path.dirname(folder);
  return parent === folder ? undefined : nearestManifest(parent);
}
