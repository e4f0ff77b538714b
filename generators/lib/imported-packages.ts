import type { File } from './code';

/** Packages that files import by name, sorted; Node's own modules and relative ones are none. */
export function importedPackages(files: readonly File[]): string[] {
  const found = new Set<string>();
  for (const { content } of files) {
    for (const [, specifier] of content.matchAll(/^(?:import|export)\b[^'\n]*'((?!node:)[^.'][^']*)';?$/gm)) {
      found.add(specifier!.split('/', specifier!.startsWith('@') ? 2 : 1).join('/'));
    }
  }
  return [...found].sort();
}
