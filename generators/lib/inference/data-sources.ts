import { posix } from 'node:path';

/** Names of files that export a TypeORM data source by the convention of its documentation. */
export const DATA_SOURCES = ['data-source.ts', 'data-source.mts', 'data-source.cts', 'datasource.ts', 'typeorm.config.ts'];

/** Folders whose data sources are somebody else's, or serve tests. */
const PASSED_OVER = /(^|\/)(node_modules|dist|build|out|tmp|tests?|__tests__|e2e|fixtures|__mocks__)\//;

/**
 * The data sources of each project, the one nearest to its root first.
 * @param isProject whether a folder is that of a project
 */
export function dataSourcesByProject(files: readonly string[], isProject: (folder: string) => boolean): Map<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const known = new Map<string, boolean>();
  const project = (folder: string): boolean => {
    if (!known.has(folder)) known.set(folder, isProject(folder));
    return known.get(folder)!;
  };
  for (const file of files.map((f) => f.replace(/\\/g, '/')).filter((f) => DATA_SOURCES.includes(posix.basename(f)))) {
    let folder = posix.dirname(file);
    while (folder !== '.' && !project(folder)) folder = posix.dirname(folder);
    if (!project(folder) || PASSED_OVER.test(posix.relative(folder, file))) continue;
    found.set(folder, [...(found.get(folder) ?? []), file]);
  }
  const depth = (file: string) => file.split('/').length;
  for (const own of found.values()) own.sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
  return found;
}
