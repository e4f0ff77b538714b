import type { DiagnosticFact } from './fact';

/** Reading a document: files, syntax, references, the shape of OpenAPI objects. */
export const OPENAPI_CODES = {
  BACKEND_SOURCE_NOT_FOUND: { severity: 'error', title: 'A file could not be read' },
} as const satisfies Record<string, DiagnosticFact>;
