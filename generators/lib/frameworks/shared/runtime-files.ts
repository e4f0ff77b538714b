import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { File } from '../../code';
import type { EmitContext } from '../../emit/context';
import { generatedFile } from '../../emit/context';

/** The sources, beside this package's own modules in the source tree and in dist/ alike. */
const SOURCE = path.resolve(__dirname, '../runtime');
/** Where they go in the output. */
export const HTTP_RUNTIME = 'middleware/validators/runtime/http';

const RELATIVE = /(from ')(\.[^']*)(')/g;

/**
 * Copies runtime modules, and those they import, into the output.
 * @param entries file stems in `frameworks/runtime/`
 */
export function runtimeFiles(entries: readonly string[], context: EmitContext): File[] {
  const found = new Map<string, File>();
  const add = (stem: string): void => {
    if (found.has(stem)) return;
    const source = readFileSync(path.join(SOURCE, `${stem}.ts`), 'utf8');
    const file = generatedFile(`${HTTP_RUNTIME}/${stem}.ts`, relocate(source, context), context);
    found.set(stem, file);
    for (const [, , specifier] of source.matchAll(RELATIVE)) if (specifier!.startsWith('./')) add(specifier!.slice(2));
  };
  entries.forEach(add);
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** `../../validation/runtime/types` is `../types` there; relative imports get the project's ending. */
function relocate(source: string, { options }: EmitContext): string {
  return source.replace(RELATIVE, (_all, before: string, specifier: string, after: string) => {
    const target = specifier.replace(/^\.\.\/\.\.\/validation\/runtime\//, '../');
    return `${before}${target}${options.importExtension}${after}`;
  });
}
