import { DIAGNOSTIC_CODES, type Diagnostic, type DiagnosticCode, type Severity } from '../diagnostics';
import type { Tokens } from './refs/pointer';
import type { Source } from './source/source';

/** A diagnostic before its position is looked up. */
export interface Problem {
  readonly code: DiagnosticCode;
  /** Only where it differs from the code's own. */
  readonly severity?: Severity;
  readonly message: string;
  readonly help?: string;
  readonly source?: Source;
  /** Place in the source by pointer … */
  readonly tokens?: Tokens;
  /** … or by offset, where the text is not a tree (syntax errors, second occurrences). */
  readonly offset?: number;
}

/** Turns a problem into a diagnostic whose position is computed when it is first read. */
export function toDiagnostic(problem: Problem): Diagnostic {
  const { code, message, help, source, tokens, offset } = problem;
  let position: Diagnostic['position'];
  // The getter is a member of the literal itself: spreading an object calls its getters at once.
  return {
    code,
    severity: problem.severity ?? DIAGNOSTIC_CODES[code].severity,
    message,
    ...(help === undefined ? {} : { help }),
    ...(source === undefined || tokens === undefined ? {} : { pointer: source.pointer(tokens) }),
    get position() {
      if (source === undefined) return undefined;
      return (position ??= offset === undefined ? source.position(tokens ?? []) : source.at(offset));
    },
  } as Diagnostic;
}
