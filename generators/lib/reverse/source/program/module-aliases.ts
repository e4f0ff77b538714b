import * as path from 'node:path';
import { readManifest } from './package-root';

/**
 * Files a specifier may mean that no tsconfig explains: `_moduleAliases` (module-alias), and the
 * customs `@/x`, `~/x` and `src/x` of bundlers and of NODE_PATH.
 */
export function aliasCandidates(specifier: string, packageRoot: string | undefined): string[] {
  if (packageRoot === undefined || specifier.startsWith('.')) return [];
  const declared = readManifest(packageRoot)['_moduleAliases'];
  const aliases = Object.entries(typeof declared === 'object' && declared !== null ? declared : {});
  const named = aliases.flatMap(([alias, target]) =>
    typeof target === 'string' && (specifier === alias || specifier.startsWith(`${alias}/`))
      ? [path.resolve(packageRoot, target) + specifier.slice(alias.length)]
      : []);
  const rest = /^[@~]\/(.*)$/.exec(specifier)?.[1];
  if (rest !== undefined) return [...named, path.join(packageRoot, 'src', rest), path.join(packageRoot, rest)];
  if (/^[a-z]/i.test(specifier)) return [...named, path.join(packageRoot, specifier), path.join(packageRoot, 'src', specifier)];
  return named;
}
