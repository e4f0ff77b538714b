import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { File } from '../code';
import type { EmitContext } from '../emit/context';
import { generatedFile } from '../emit/context';
import { RUNTIME_FOLDER } from './module-scope';

/** The sources, beside this package's own modules in the source tree and in dist/ alike. */
const SOURCE = path.join(__dirname, 'runtime');
/** What the frameworks' runtime imports from here, whatever the validators use. */
const ALWAYS = ['types', 'lazy'];

const IMPORT = /(from ')(\.{1,2}\/[^']*)(')/g;

/** Runtime files that some generated modules import, and those these import in turn. */
export function runtimeFiles(modules: readonly File[], context: EmitContext): File[] {
  const { importExtension } = context.options;
  const found = new Map<string, File>();
  const add = (file: string): void => {
    if (found.has(file)) return;
    const source = readFileSync(path.join(SOURCE, `${file}.ts`), 'utf8');
    const text = source.replace(IMPORT, (_, before: string, specifier: string, after: string) => `${before}${specifier}${importExtension}${after}`);
    found.set(file, generatedFile(`${RUNTIME_FOLDER}/${file}.ts`, text, context));
    for (const [, , specifier] of source.matchAll(IMPORT)) add(path.posix.join(path.posix.dirname(file), specifier!));
  };
  ALWAYS.forEach(add);
  for (const module of modules) {
    for (const [, , specifier] of module.content.matchAll(IMPORT)) {
      const target = path.posix.join(path.posix.dirname(module.path), specifier!.slice(0, specifier!.length - importExtension.length));
      if (target.startsWith(`${RUNTIME_FOLDER}/`)) add(target.slice(RUNTIME_FOLDER.length + 1));
    }
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
