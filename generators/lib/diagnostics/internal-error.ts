import type { Diagnostic } from './diagnostic';

/** A bug of ours, with what was being worked on when it showed. */
class WorkError extends Error {
  constructor(readonly work: string, cause: unknown) {
    super(`in ${work}`, { cause });
  }
}

/**
 * Runs a piece of work; what it throws will tell what it was.
 * @param work where a bug would be looked for: `POST /users`
 */
export function workingOn<T>(work: () => string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof WorkError ? error : new WorkError(work(), error);
  }
}

/** How people know an operation: `POST /users`. */
export function operationTitle({ method, path }: { readonly method: string; readonly path: { readonly text: string } }): string {
  return `${method.toUpperCase()} ${path.text}`;
}

/**
 * An exception that no stage foresaw, as an error without a stack trace; the trace is an info of its
 * own, which only --verbose shows.
 * @param stage what the run was doing: `reading the document`
 */
export function internalError(stage: string, thrown: unknown): readonly Diagnostic[] {
  const work = thrown instanceof WorkError ? ` (${thrown.work})` : '';
  const error = thrown instanceof WorkError ? thrown.cause : thrown;
  return [
    {
      code: 'BACKEND_INTERNAL_ERROR', severity: 'error', message: `internal error while ${stage}${work}: ${describeError(error)}`,
      help: 'This is a bug of @org/backend: please report it with this message and, if you can, the document. --verbose shows where it happened.',
    },
    ...traceOf(error),
  ];
}

/** The stack without the message, on one line. */
function traceOf(error: unknown): readonly Diagnostic[] {
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).map((line) => line.trim()) : [];
  return frames.length === 0 ? [] : [{ code: 'BACKEND_INTERNAL_TRACE', severity: 'info', message: frames.join(', ') }];
}

/** An exception's message in one line: `TypeError: x is not a function`. */
export function describeError(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.split(/[\r\n]/, 1)[0]!.slice(0, 500);
}
