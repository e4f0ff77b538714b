import type { DiagnosticFact } from './fact';

/** Writing and keeping route modules. */
export const ROUTES_CODES = {
  BACKEND_ROUTES_ORPHANED_HANDLER: { severity: 'warning', title: 'A handler whose operation left the document' },
  BACKEND_ROUTES_NAME_CHANGED: { severity: 'info', title: 'An operation could not have the name its operationId suggests' },
} as const satisfies Record<string, DiagnosticFact>;
