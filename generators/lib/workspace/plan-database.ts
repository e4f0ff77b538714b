import type { File } from '../code';
import type { Diagnostic } from '../diagnostics';
import { hasErrors } from '../diagnostics';
import { GENERATED_MARKER } from '../emit/context';
import { settleFiles } from '../merge';
import { fromDatabase } from '../reverse/database';
import type { FromDatabase } from '../reverse/database';
import { DOCUMENT_MARKER } from '../reverse/database/document/print-document';
import type { WorkspaceFiles } from './files';
import { readText } from './files';
import { importExtension } from './import-extension';
import { filesAt, outputPlace } from './output-place';
import type { PlannedChange } from './plan-routes';
import type { RoutesSettings } from './settings';
import { nearestConfig, nearestModuleOptions } from './tsconfig';

export interface DatabasePlan extends Pick<FromDatabase, 'stages' | 'packages'> {
  readonly changes: readonly PlannedChange[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface DatabaseChoices {
  readonly title: string;
  readonly readOnly: boolean;
  readonly tables?: readonly string[];
  readonly schemas?: readonly string[];
  /** Formats a file by its path from the workspace's root. */
  readonly format?: (file: string, text: string) => Promise<string>;
}

/** What `--fromDb` writes before `routes` begins: the document, and data/ beside the handlers' folder. Writes nothing itself. */
export async function planDatabase(source: string, files: WorkspaceFiles, settings: RoutesSettings, choices: DatabaseChoices): Promise<DatabasePlan> {
  const place = outputPlace(settings.output, settings.flat);
  const { format = async (_file: string, text: string) => text } = choices;
  const made = await fromDatabase(source, {
    ...choices, root: files.root, errors: settings.errors ?? 'envelope', importExtension: importExtension(files, place.base, settings.importExtension),
  });
  if (hasErrors(made.diagnostics)) return { ...made, changes: [] };
  const existing = filesAt(files, place);
  const settled = settleFiles(made.files, existing, GENERATED_MARKER, place.base === '.' ? '' : `${place.base}/`);
  const document = readText(files, settings.openapi);
  const isOurs = document === undefined || document.startsWith(DOCUMENT_MARKER);
  const wanted = await Promise.all(settled.value.map(async (file): Promise<File> => ({ ...file, path: place.of(file.path), content: await format(place.of(file.path), file.content) })));
  const changes = [...wanted, ...(isOurs ? [{ path: settings.openapi, content: made.document, ownership: 'generated' as const }] : [])].flatMap(({ path, content, ownership }): PlannedChange[] => {
    const there = readText(files, path);
    return there === content ? [] : [{ path, content, ownership, kind: there === undefined ? 'create' : 'update' }];
  });
  return { stages: made.stages, packages: made.packages, diagnostics: [...made.diagnostics, ...settled.diagnostics, ...(isOurs ? [] : [documentIsYours(settings.openapi)]), ...decoratorsMissing(files, place.base)], changes: [...changes, ...obsolete(made.files, existing.list('data'), files, place.of)] };
}

/** Entities and queries of tables that are gone. */
function obsolete(made: readonly File[], there: readonly string[], files: WorkspaceFiles, of: (file: string) => string): PlannedChange[] {
  const current = new Set(made.map(({ path }) => path));
  return there.filter((file) => file.endsWith('.ts') && !current.has(file) && readText(files, of(file))?.startsWith(GENERATED_MARKER))
    .map((file): PlannedChange => ({ path: of(file), kind: 'delete', ownership: 'generated', content: '' }));
}

function documentIsYours(file: string): Diagnostic {
  return {
    code: 'BACKEND_FROM_DB_DOCUMENT_YOURS', severity: 'warning', message: `${file} does not begin with the marker of generated documents, so it was left as it is`,
    help: 'To take the database\'s, delete the file or name another; otherwise bring it up to the schema by hand.', position: { file, line: 1, column: 1 },
  };
}

/** Entities are classes with TypeORM's decorators: without the option the compiler says TS1240 of every column, and nothing of the option. */
function decoratorsMissing(files: WorkspaceFiles, base: string): Diagnostic[] {
  const file = nearestConfig(files, base);
  if (file === undefined || nearestModuleOptions(files, base).experimentalDecorators === true) return [];
  return [{
    code: 'BACKEND_FROM_DB_DECORATORS', severity: 'warning', message: `${file} does not set experimentalDecorators, without which the entities do not compile`,
    help: 'Add "experimentalDecorators": true to its compilerOptions.', position: { file, line: 1, column: 1 },
  }];
}
