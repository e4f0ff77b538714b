import type { DiagnosticFact } from './fact';

/** Turning schemas and parameters into validators. */
export const SCHEMA_CODES = {
  BACKEND_SCHEMA_PATTERN_INVALID: { severity: 'error', title: 'A pattern is not a regular expression' },
} as const satisfies Record<string, DiagnosticFact>;
