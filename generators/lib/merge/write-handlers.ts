import type { File } from '../code';
import type { Diagnostic, Result } from '../diagnostics';
import type { HandlerFile } from './handler-files';
import { positionIn } from './handler-files';
import type { Stub } from './new-handler-file';
import { newHandlerFile } from './new-handler-file';

/** Formats a file's text, or a piece of it, as the workspace does. */
export type Format = (path: string, text: string) => Promise<string>;

export interface WantedHandler {
  readonly identifier: string;
  /** Stem of the file it goes to when it is nowhere yet: `users`. */
  readonly handlerFile: string;
  /** Prints the stub; asked only when the handler is missing. */
  stub(): string;
}

/**
 * Writes the handlers that no file exports yet: new files whole, existing ones with stubs appended.
 * @param located stems by identifier of the handlers that exist
 * @param header imports and comments of a handler file
 * @returns only files that change, each `yours`
 */
export async function writeHandlers(
  existing: readonly HandlerFile[], wanted: readonly WantedHandler[], located: ReadonlyMap<string, string>,
  header: string, format: Format, shownFolder = '',
): Promise<Result<File[]>> {
  const diagnostics: Diagnostic[] = [];
  const missing = wanted.filter(({ identifier }) => !located.has(identifier));
  const stems = [...new Set(missing.map(({ handlerFile }) => handlerFile))];
  const files = await Promise.all(stems.map(async (stem): Promise<File[]> => {
    const stubs = missing.filter(({ handlerFile }) => handlerFile === stem).map((w) => ({ identifier: w.identifier, source: w.stub() }));
    const path = `routes/${stem}.ts`;
    const file = existing.find((candidate) => candidate.stem === stem);
    if (!file) return [{ path, content: await format(path, newHandlerFile(header, stubs)), ownership: 'yours' }];
    if (file.opaque) return [];
    diagnostics.push(...stubs.flatMap((stub) => nameTaken(stub, file, shownFolder)));
    const formatted = await Promise.all(stubs.map(async (stub) => ({ ...stub, source: await format(path, stub.source) })));
    const { appendHandlers } = require('./append-handlers') as typeof import('./append-handlers');
    return [{ path, content: appendHandlers(file.module, header, formatted), ownership: 'yours' }];
  }));
  return { value: files.flat(), diagnostics };
}

function nameTaken({ identifier }: Stub, { path, module }: HandlerFile, shownFolder: string): Diagnostic[] {
  const offset = module.declared.get(identifier);
  if (offset === undefined) return [];
  return [{
    code: 'BACKEND_ROUTES_NAME_TAKEN', severity: 'warning',
    message: `${identifier} is declared here but not exported, so its handler was added under another name and exported as ${identifier}`,
    help: 'Export the declaration if it is the handler, and delete the added one.',
    position: positionIn(path, module, offset, shownFolder),
  }];
}
