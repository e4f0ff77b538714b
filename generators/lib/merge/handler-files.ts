import { posix } from 'node:path';
import type { Diagnostic, DiagnosticCode } from '../diagnostics';
import { decodeUtf8 } from './decode';
import { lineColumn } from './line-column';
import type { scanModule as ScanModule, ScannedModule } from './scan-module';
import { withoutExtension } from './specifier';

/** The files of an earlier run, or of the user; paths are relative to the folder that holds routes/. */
export interface ExistingFiles {
  /** Bytes of a file, or undefined when there is none. */
  read(path: string): Uint8Array | undefined;
  /** Every file under a folder, recursively, sorted. */
  list(folder: string): readonly string[];
}

/** A file of the user's that may hold handlers. */
export interface HandlerFile {
  /** `routes/users.ts` */
  readonly path: string;
  /** `users` */
  readonly stem: string;
  readonly module: ScannedModule;
  /** Names that reach it through `export * from './other'`. */
  readonly starred: ReadonlySet<string>;
  /** It re-exports everything from somewhere that cannot be seen: an appended handler could replace the user's own. */
  readonly opaque: boolean;
}

/** Handler files as they stand, and what is wrong with them. Paths in diagnostics start with `shownFolder`. */
export interface HandlerSurvey {
  readonly files: readonly HandlerFile[];
  readonly diagnostics: readonly Diagnostic[];
}

const HANDLER_FILE = /^routes\/(?!index\.)([^/]+)\.ts$/;
/** The parser is loaded with the first file there is to parse: a first run needs none. */
const scan: typeof ScanModule = (path, text) => (require('./scan-module') as typeof import('./scan-module')).scanModule(path, text);
const NO_HANDLERS = /\.(spec|test|d)\.ts$/;

/** Reads the handler files directly under routes/. A file that cannot be read safely is an error: it must be left alone. */
export function surveyHandlerFiles(existing: ExistingFiles, shownFolder = ''): HandlerSurvey {
  const diagnostics: Diagnostic[] = [];
  const report = (path: string, module: ScannedModule, offset: number, code: DiagnosticCode, severity: Diagnostic['severity'], message: string, help: string): void => {
    diagnostics.push({ code, severity, message, help, position: positionIn(path, module, offset, shownFolder) });
  };
  const files = existing.list('routes').filter((path) => HANDLER_FILE.test(path) && !NO_HANDLERS.test(path)).flatMap((path) => {
    const text = decodeUtf8(existing.read(path) ?? new Uint8Array());
    if (text === undefined) {
      diagnostics.push({
        code: 'BACKEND_ROUTES_HANDLERS_UNREADABLE', severity: 'error', message: `${shownFolder}${path} is not UTF-8 text`,
        help: 'Save it as UTF-8; it is left as it is until then.', position: { file: shownFolder + path, line: 1, column: 1 },
      });
      return [];
    }
    const module = scan(path, text);
    for (const error of module.errors) {
      report(path, module, error.offset, 'BACKEND_ROUTES_HANDLERS_SYNTAX', 'error', `syntax error in a handler file: ${error.message}`,
        'Repair the file, then run this again; it is left as it is until then.');
    }
    const starred = new Set<string>();
    const hidden = module.stars.filter((star) => !collect(existing, path, star.from, starred, new Set([path])));
    for (const star of hidden) {
      report(path, module, star.offset, 'BACKEND_ROUTES_HANDLERS_HIDDEN', 'warning', `which handlers ${JSON.stringify(star.from)} exports cannot be seen, so none is added to this file`,
        'Export its handlers by name: export { createUser } from …');
    }
    return [{ path, stem: HANDLER_FILE.exec(path)![1]!, module, starred, opaque: hidden.length > 0 }];
  });
  return { files, diagnostics };
}

/** Where an offset of a handler file is, as the user would look it up. */
export function positionIn(path: string, module: ScannedModule, offset: number, shownFolder: string): NonNullable<Diagnostic['position']> {
  return { file: shownFolder + path, ...lineColumn(module.file.text, offset) };
}

/** Adds the names a local module exports; false when a name may stay hidden (a package, a missing file). */
function collect(existing: ExistingFiles, importer: string, from: string, names: Set<string>, seen: Set<string>): boolean {
  if (!from.startsWith('.')) return false;
  const stem = posix.join(posix.dirname(importer), withoutExtension(from));
  const path = [`${stem}.ts`, `${stem}/index.ts`].find((p) => existing.read(p) !== undefined);
  const text = path && decodeUtf8(existing.read(path)!);
  if (path === undefined || text === undefined) return false;
  if (seen.has(path)) return true;
  seen.add(path);
  const module = scan(path, text);
  for (const { name } of module.exports) names.add(name);
  return module.stars.map((star) => collect(existing, path, star.from, names, seen)).every(Boolean);
}
