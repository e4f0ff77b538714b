import type { DiagnosticFact } from './fact';

/** Writing a document of what code serves. */
export const SPEC_CODES = {
  BACKEND_SPEC_NOTHING: { severity: 'error', title: 'A folder holds no routes' },
  BACKEND_SPEC_STORED_MISSING: { severity: 'warning', title: 'The document of generated routes is missing' },
  BACKEND_SPEC_STORED_EDITED: { severity: 'warning', title: 'The document of generated routes was edited' },
  BACKEND_SPEC_STORED_STALE: { severity: 'warning', title: 'Generated files come from different documents' },
  BACKEND_SPEC_CONFLICT: { severity: 'warning', title: 'An operation is generated and also written by hand' },
  BACKEND_SPEC_REWRITTEN: { severity: 'warning', title: 'A document cannot be edited in place' },
} as const satisfies Record<string, DiagnosticFact>;
