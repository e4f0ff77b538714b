import type { DiagnosticFact } from './fact';

/** Protecting an application. */
export const SECURITY_CODES = {
  BACKEND_SECURITY_UNCALLED: { severity: 'warning', title: 'An application could not be made to call its protection' },
} as const satisfies Record<string, DiagnosticFact>;
