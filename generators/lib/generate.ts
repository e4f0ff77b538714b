import { posix } from 'node:path';
import type { File } from './code';
import type { Diagnostic, Result } from './diagnostics';
import { hasErrors, internalError } from './diagnostics';
import type { EmitOptions } from './emit/context';
import { GENERATED_MARKER } from './emit/context';
import type { ExistingFiles, Format } from './merge';
import { obsoleteFiles, settleFiles } from './merge';
import { importedPackages } from './imported-packages';
import { keepHandlers } from './keep-handlers';
import type { KeptHandlers } from './keep-handlers';
import type { Api } from './model';
import { moveDiagnostic } from './move-diagnostic';
import { packageVersion } from './package-version';
import type { Stages } from './stages';
import { defaultStages } from './default-stages';
import { openapiTypes } from './types/fallback-types';

/** The user's choices; what is left out has its default: the newest major, `.js`, envelope, 501 stubs, compiled. */
export interface RoutesOptions extends Partial<Omit<EmitOptions, 'framework' | 'sourceName' | 'generatorVersion'>>, Pick<EmitOptions, 'framework'> {
  /** Follow `$ref`s to http(s). Default false. */
  readonly allowRemote?: boolean;
  /** The document's name in markers. Default: the entry's base name. */
  readonly sourceName?: string;
  /** Default: this package's version. */
  readonly generatorVersion?: string;
  /** Put before paths of existing files in diagnostics: `apps/api/src/`. */
  readonly shownFolder?: string;
  /** Likewise before paths of the document's files, which are relative to the entry's folder: `apps/api/`. */
  readonly shownDocumentFolder?: string;
  /** Reads a file of the document instead of the disk. Rejects when there is none. */
  readonly readFile?: (file: string) => Promise<string>;
  /** Formats the files people read: yours, routes/index.ts, types/operations.ts. Default: not at all. */
  readonly format?: Format;
}

/** What a run would write. With an error among the diagnostics, nothing may be written and `value` is empty. */
export interface Generation extends Result<File[]> {
  /** Paths of generated files of an earlier run to delete. */
  readonly obsolete: readonly string[];
  /** The model, for facts such as which packages the code needs; absent after an error. */
  readonly api?: Api;
  /** Packages that the generated files import, sorted. */
  readonly packages: readonly string[];
  /** Generated files that stay as they were printed, and so belong in .prettierignore. */
  readonly unformatted: readonly string[];
  /** Operations that no handler file has a handler for yet; `value` adds them. */
  readonly missing: readonly MissingHandler[];
  /** Every file the document is made of, relative to the entry's folder. */
  readonly sources: readonly string[];
}

export interface MissingHandler {
  readonly operation: string;
  /** The file its stub goes to. */
  readonly path: string;
}

/** Reads an existing file by its path in the output; enough where no handlers are kept. */
export type ReadExisting = (path: string) => string | Uint8Array | undefined;

/** The generated files people read; validators and types/openapi.ts stay as our printer and openapi-typescript write them. */
const FORMATTED = /^(routes\/[^/]+|types\/operations)\.ts$/;
/** Characters beyond which nobody reads a generated file and formatting it takes longer than making it. */
const FORMATTED_SIZE = 1_000_000;

function staysAsPrinted({ path, content, ownership }: File): boolean {
  return ownership === 'generated' && (!FORMATTED.test(path) || content.length > FORMATTED_SIZE);
}

/**
 * The whole of `routes`: read → bundle → model → names → emit → merge. Reads the document from
 * disk and everything else through `readExisting`; writes nothing. What no stage foresaw becomes a diagnostic.
 * @param entry path of the OpenAPI document
 * @param readExisting files below the folder that holds (or will hold) routes/, middleware/ and types/
 */
export async function generateRoutes(
  entry: string, options: RoutesOptions, readExisting: ExistingFiles | ReadExisting = () => undefined, stages: Stages = defaultStages(),
): Promise<Generation> {
  const progress: Progress = { stage: 'reading the document', diagnostics: [], sources: [] };
  try {
    return await runStages(entry, options, existingFiles(readExisting), stages, progress);
  } catch (error) {
    return failure({ ...progress, diagnostics: [...progress.diagnostics, ...internalError(progress.stage, error)] });
  }
}

/** How far a run has come. */
interface Progress {
  /** What it is doing: `reading the document`. */
  stage: string;
  readonly diagnostics: Diagnostic[];
  sources: readonly string[];
}

function failure({ diagnostics, sources }: Progress): Generation {
  return { value: [], diagnostics, obsolete: [], packages: [], unformatted: [], missing: [], sources };
}

async function runStages(entry: string, options: RoutesOptions, existing: ExistingFiles, stages: Stages, progress: Progress): Promise<Generation> {
  const { diagnostics } = progress;
  const { readFile, shownDocumentFolder = '', shownFolder: shown = '' } = options;
  const read = await stages.readDocument(entry, { allowRemote: options.allowRemote ?? false, ...(readFile && { readFile }) });
  const document = read.value;
  const note = (found: readonly Diagnostic[]): void => void diagnostics.push(...found.map((d) => moveDiagnostic(d, (file) => shownSource(file, shownDocumentFolder))));
  note(read.diagnostics);
  const sources = (progress.sources = document?.files ?? []);
  const failed = (): Generation => failure(progress);
  if (!document || hasErrors(diagnostics)) return failed();

  progress.stage = 'building the model';
  const built = stages.buildApi(document);
  note(built.diagnostics);
  if (hasErrors(diagnostics)) return failed();
  const api = built.value;
  progress.stage = 'choosing names';
  const allocated = stages.allocateNames(api);
  note(allocated.diagnostics);

  progress.stage = 'looking through the handlers';
  const handlers = options.framework === 'nest' ? keepNestServices(api, allocated.value, existing, shown) : keepHandlers(api, allocated.value, existing, shown);
  diagnostics.push(...handlers.diagnostics, ...missingAuthenticators(api, existing, shown));
  progress.stage = 'writing code';
  const assembly = stages.assemble({ api, names: handlers.names, options: emitOptions(options, document.files[0] ?? entry) });

  const types = openapiTypes(stages.emitOpenapiTypes, assembly.context);
  const emitted = assembly.emit();
  note(emitted.diagnostics);
  if (hasErrors(diagnostics)) {
    await types;
    return failed();
  }
  const format: Format = options.format ?? (async (_path, text) => text);
  const settled = settleFiles(emitted.value, existing, GENERATED_MARKER, shown);
  // Formatting goes on in its thread while stubs are printed here and types there.
  const formatting = Promise.all(settled.value.map((file) => formatFile(file, format)));
  formatting.catch(() => {}); // awaited below; an earlier error must not leave it unhandled
  progress.stage = 'writing handlers';
  const stubs = await handlers.write(assembly.templates, assembly.context, format);
  note(assembly.diagnostics());
  const printed = await types;
  const settledTypes = settleFiles([printed.value], existing, GENERATED_MARKER, shown);
  progress.stage = 'formatting';
  diagnostics.push(...stubs.diagnostics, ...printed.diagnostics, ...settled.diagnostics, ...settledTypes.diagnostics);
  const value = [...await formatting, ...settledTypes.value, ...stubs.value].sort((a, b) => (a.path < b.path ? -1 : 1));
  if (hasErrors(diagnostics)) return failed();
  const files = [...emitted.value, printed.value];
  return {
    value, diagnostics, api, sources, missing: handlers.missing, packages: importedPackages(files),
    unformatted: files.filter(staysAsPrinted).map(({ path }) => path),
    obsolete: obsoleteFiles(files, existing, GENERATED_MARKER),
  };
}

function keepNestServices(...args: Parameters<typeof keepHandlers>): KeptHandlers {
  const { keepServices } = require('./keep-services') as typeof import('./keep-services');
  return keepServices(...args);
}

function missingAuthenticators(api: Api, existing: ExistingFiles, shown: string): readonly Diagnostic[] {
  const schemes = [...new Set(api.operations.flatMap(({ security }) => security.flat().map(({ scheme }) => scheme)))];
  if (schemes.length === 0 || existing.read('middleware/authenticators.ts') === undefined) return [];
  const { checkAuthenticators } = require('./merge/check-authenticators') as typeof import('./merge/check-authenticators');
  return checkAuthenticators(existing, schemes, shown);
}

function emitOptions(options: RoutesOptions, sourceName: string): EmitOptions {
  return {
    framework: options.framework,
    frameworkMajor: options.frameworkMajor ?? { express: 5, fastify: 5, koa: 3, nest: 12 }[options.framework],
    importExtension: options.importExtension ?? '.js',
    errors: options.errors ?? 'envelope',
    stubs: options.stubs ?? 'not-implemented',
    validator: options.validator ?? (options.framework === 'nest' ? 'class-validator' : 'compiled'),
    validateResponses: options.validateResponses ?? false,
    tests: options.tests ?? false,
    ...(options.flat && { flat: true }),
    ...(options.swagger && options.framework === 'nest' && { swagger: true }),
    sourceName: options.sourceName ?? sourceName,
    generatorVersion: options.generatorVersion ?? packageVersion(),
  };
}

function existingFiles(existing: ExistingFiles | ReadExisting): ExistingFiles {
  if (typeof existing !== 'function') return existing;
  const read = (file: string): Uint8Array | undefined => {
    const content = existing(file);
    return typeof content === 'string' ? Buffer.from(content) : content;
  };
  return { read, list: () => [] };
}

function shownSource(file: string, folder: string): string {
  return /^https?:/.test(file) ? file : posix.join(folder, file);
}

async function formatFile(file: File, format: Format): Promise<File> {
  return staysAsPrinted(file) ? file : { ...file, content: await format(file.path, file.content) };
}
