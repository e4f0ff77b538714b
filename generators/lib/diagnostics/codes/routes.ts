import type { DiagnosticFact } from './fact';

/** Writing and keeping route modules. */
export const ROUTES_CODES = {
  BACKEND_ROUTES_ORPHANED_HANDLER: { severity: 'warning', title: 'A handler whose operation left the document' },
} as const satisfies Record<string, DiagnosticFact>;
