import type { Diagnostic, DiagnosticCode } from '../../../../generators/lib/diagnostics';

/** Collects what is wrong with options. */
export interface Problems {
  readonly found: Diagnostic[];
  /** @param message what the option is, without a full stop: `--rate is 0` */
  invalid(message: string, help: string): void;
  report(code: DiagnosticCode, message: string, help: string): void;
}

export function collectProblems(): Problems {
  const found: Diagnostic[] = [];
  const report: Problems['report'] = (code, message, help) => void found.push({ code, severity: 'error', message, help });
  return { found, report, invalid: (message, help) => report('BACKEND_LOAD_OPTION_INVALID', message, help) };
}
