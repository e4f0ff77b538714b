import type { DiagnosticCode } from './codes';

/** How much a diagnostic weighs: an error stops the run before anything is written. */
export type Severity = 'error' | 'warning' | 'info';

/** A place in a source file. `line` and `column` count from 1, columns in UTF-16 code units. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One finding about the user's input: what is wrong, where, and what to do. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** One sentence that states the fact, without a trailing full stop. */
  readonly message: string;
  /** One sentence that says what to do. */
  readonly help?: string;
  /** Where it was found. */
  readonly position?: SourcePosition;
  /** RFC 6901 pointer into the file of `position`. */
  readonly pointer?: string;
}

/** What every stage returns: its value (absent after an error it cannot work around) and what it noticed. */
export interface Result<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** True when any diagnostic is an error, that is, when nothing may be written. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((d) => d.severity === 'error');
}
