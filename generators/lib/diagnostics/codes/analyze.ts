import type { DiagnosticFact } from './fact';

/** Analyzing migrations and schemas. */
export const ANALYZE_CODES = {
  BACKEND_ANALYZE_SINCE: { severity: 'error', title: 'The migration that since names does not exist' },
  BACKEND_ANALYZE_COMPARE: { severity: 'error', title: 'There is no schema to compare another one with' },
} as const satisfies Record<string, DiagnosticFact>;
