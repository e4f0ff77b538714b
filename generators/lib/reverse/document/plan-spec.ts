import path from 'node:path';
import type { Diagnostic, SourcePosition } from '../../diagnostics';
import { hasErrors } from '../../diagnostics';
import { diffDocuments, type Change } from '../../openapi-diff';
import type { Json } from '../../openapi-diff/nodes';
import type { WorkspaceFiles } from '../../workspace/files';
import { changePosition } from './change-position';
import { editText } from './edit-text';
import { findApi } from './find-api';
import { keepHandWritten } from './keep-hand-written';
import { formatOf, ordered, printDocument } from './print-document';
import { readBase, type Base } from './read-base';

export interface SpecSettings {
  /** Folder with the routes; this and all other paths are relative to the workspace's root. */
  readonly directory: string;
  /** File of the document. */
  readonly output: string;
  /** An existing document whose words are kept. Default: the output, where there is one. */
  readonly base?: string;
  readonly tsConfig?: string;
  /** The file that makes the server, relative to `directory`. */
  readonly entry?: string;
}

/** A change with where it stands in code and in the existing document. */
export interface LocatedChange extends Change {
  readonly position?: SourcePosition;
  readonly basePosition?: SourcePosition;
}

export interface SpecPlan {
  /** OpenAPI 3.1; undefined after an error. */
  readonly document?: Json;
  /** What the output should hold; undefined after an error. */
  readonly text?: string;
  /** The document that was compared with; undefined: there is none yet. */
  readonly base?: string;
  /** From the existing document to what the code says; empty: there is no drift. */
  readonly changes: readonly LocatedChange[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Plans one `spec` run: reads the routes, keeps what people wrote, compares. Writes nothing. */
export async function planSpec(files: WorkspaceFiles, settings: SpecSettings): Promise<SpecPlan> {
  const { directory, output, tsConfig, entry } = settings;
  const found = findApi(files, directory, { ...(tsConfig !== undefined && { tsConfig: path.join(files.root, tsConfig) }), ...(entry !== undefined && { entry }) });
  const diagnostics: Diagnostic[] = [...found.diagnostics];
  if (!('document' in found)) diagnostics.push(nothingFound(directory, found.diagnostics));
  const baseFile = settings.base ?? (files.read(output) === undefined ? undefined : output);
  const read = baseFile === undefined ? undefined : await readBase(files, baseFile);
  diagnostics.push(...(read?.diagnostics ?? []));
  const base = read?.value;
  if (!('document' in found) || hasErrors(diagnostics) || (read && !base)) return { changes: [], diagnostics };
  if (!base) return { document: found.document, text: printDocument(found.document, formatOf(output)), changes: [], diagnostics };

  const document = keepHandWritten(base.document, found.document, (operation) => found.exact.has(operation), found.exact.size > 0);
  const changes = diffDocuments(base.document, document).map((change): LocatedChange => ({ ...change, ...changePosition(change, base, found.positions) }));
  const text = changes.length === 0 && sameFormat(base, output) ? base.text : written(base, output, document, diagnostics);
  return { document, text, base: base.file, changes, diagnostics };
}

function sameFormat(base: Base, output: string): boolean {
  return formatOf(base.file) === formatOf(output);
}

function written(base: Base, output: string, document: Json, diagnostics: Diagnostic[]): string {
  if (!sameFormat(base, output) || !base.editable) {
    if (sameFormat(base, output) && base.file === output) diagnostics.push(rewritten(base, 'consists of several files, or is Swagger 2.0'));
    return printDocument(ordered(document), formatOf(output));
  }
  const { text, rewritten: lost } = editText(output, base.text, document);
  if (lost) diagnostics.push(rewritten(base, 'uses anchors or one-line collections where something changed'));
  return text;
}

function rewritten({ file }: Base, why: string): Diagnostic {
  return {
    code: 'BACKEND_SPEC_REWRITTEN', severity: 'warning', message: `${file} is written anew as a whole, because it ${why}`,
    help: 'Its comments are gone: look at the difference before you commit it.', position: { file, line: 1, column: 1 },
  };
}

function nothingFound(directory: string, said: readonly Diagnostic[]): Diagnostic {
  const fact = { code: 'BACKEND_SPEC_NOTHING', severity: 'error' } as const;
  if (!said.some(({ code }) => code.startsWith('BACKEND_SPEC_STORED_'))) {
    return { ...fact, message: `${directory} holds no routes, neither generated nor written by hand`, help: 'Name the folder of the routes or of the application, or its entry file with --entry.' };
  }
  // The input that breaks: generated routes alone, whose registerRoutes nobody calls.
  return {
    ...fact, message: `nothing is known of the generated routes in ${directory}: their document cannot be used, and no application that registers them is there to be read`,
    help: 'Generate the routes again (nx g @org/backend:routes, or nx sync); or name the folder of the application that calls registerRoutes, or its entry file with --entry.',
  };
}
