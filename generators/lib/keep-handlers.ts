import { decodeUtf8 } from './merge/decode';
import type { File } from './code';
import { operationTitle, workingOn } from './diagnostics';
import type { Diagnostic, Result } from './diagnostics';
import type { EmitContext } from './emit/context';
import type { ExistingFiles, Format } from './merge';
import { locateHandlers, relocateNames, surveyHandlerFiles, writeHandlers } from './merge';
import type { Api } from './model';
import type { Names } from './names/names';
import type { HandlerTemplates } from './stages';

/** The user's handlers as they stand, ready to be added to. */
export interface KeptHandlers {
  /** Names that follow each handler to the file it is in. */
  readonly names: Names;
  readonly diagnostics: readonly Diagnostic[];
  /** Operations without a handler, and the file their stub goes to. */
  readonly missing: readonly { readonly operation: string; readonly path: string }[];
  /** Prints and places the handlers that no file has yet. */
  write(templates: HandlerTemplates, context: EmitContext, format: Format): Promise<Result<File[]>>;
}

/** Looks through the existing handler files for the API's handlers. */
export function keepHandlers(api: Api, names: Names, existing: ExistingFiles, shownFolder: string): KeptHandlers {
  const homes = new Map(api.operations.map((operation) => {
    const { identifier, handlerFile } = names.operation(operation);
    return [identifier, handlerFile] as const;
  }));
  const survey = surveyHandlerFiles(existing, shownFolder);
  let known: ReadonlySet<string> | undefined;
  const previous = (): ReadonlySet<string> => (known ??= readPrevious(existing));
  const located = locateHandlers(survey.files, homes, previous, shownFolder);
  const wanted = api.operations.map((operation) => ({ operation, ...names.operation(operation) }));
  return {
    names: relocateNames(names, [...homes.keys()], located.stems, homes),
    missing: wanted.filter(({ identifier }) => !located.stems.has(identifier))
      .map(({ identifier, handlerFile }) => ({ operation: identifier, path: `routes/${handlerFile}.ts` })),
    diagnostics: [...survey.diagnostics, ...located.diagnostics],
    write: (templates, context, format) => writeHandlers(
      survey.files,
      wanted.map((w) => ({ ...w, stub: () => workingOn(() => operationTitle(w.operation), () => templates.handlerStub(w.operation, context).text) })),
      located.stems, templates.handlerFileHeader(context).text, format, shownFolder),
  };
}

function readPrevious(existing: ExistingFiles): ReadonlySet<string> {
  const { previousOperations } = require('./merge/previous-operations') as typeof import('./merge/previous-operations');
  const bytes = existing.read('types/operations.ts');
  return previousOperations(bytes && decodeUtf8(bytes));
}
