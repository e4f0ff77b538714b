import type { Diagnostic } from '../diagnostics';
import type { HandlerFile } from './handler-files';
import { positionIn } from './handler-files';

export interface LocatedHandlers {
  /** Stem of the file that exports an operation's handler, by the operation's identifier. */
  readonly stems: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Finds each operation's handler among the existing files, wherever under routes/ it is.
 * @param wanted the file stem each operation's handler is expected in, by identifier
 * @param previous identifiers of the operations of an earlier run; asked only when an export is unknown
 */
export function locateHandlers(
  files: readonly HandlerFile[], wanted: ReadonlyMap<string, string>, previous: () => ReadonlySet<string>, shownFolder = '',
): LocatedHandlers {
  const stems = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  for (const file of files) {
    for (const name of [...file.module.exports.map((e) => e.name), ...file.starred]) {
      const home = wanted.get(name);
      if (home === undefined) continue;
      const known = stems.get(name);
      if (known === undefined || file.stem === home) stems.set(name, file.stem);
      if (known !== undefined && known !== file.stem) diagnostics.push(duplicate(file, name, stems.get(name)!, files, shownFolder));
    }
    for (const { name, offset, operation } of file.module.exports) {
      if (wanted.has(name)) continue;
      if (operation === undefined ? !previous().has(name) : wanted.has(operation)) continue;
      diagnostics.push({
        code: 'BACKEND_ROUTES_ORPHANED_HANDLER', severity: 'warning',
        message: `handler ${name}: its operation ${operation !== undefined && operation !== name ? `${JSON.stringify(operation)} ` : ''}is no longer in the document`,
        help: 'Delete the handler, or rename it after the operation that took its place.',
        position: positionIn(file.path, file.module, offset, shownFolder),
      });
    }
  }
  return { stems, diagnostics };
}

function duplicate(file: HandlerFile, name: string, used: string, files: readonly HandlerFile[], shownFolder: string): Diagnostic {
  const spare = file.stem === used ? files.find((f) => f.stem !== used && exporting(f, name)) ?? file : file;
  const offset = spare.module.exports.find((e) => e.name === name)?.offset ?? 0;
  return {
    code: 'BACKEND_ROUTES_DUPLICATE_HANDLER', severity: 'warning', message: `handler ${name} is exported twice; the one in routes/${used}.ts is used`,
    help: 'Delete or rename one of the two.', position: positionIn(spare.path, spare.module, offset, shownFolder),
  };
}

function exporting(file: HandlerFile, name: string): boolean {
  return file.starred.has(name) || file.module.exports.some((e) => e.name === name);
}
