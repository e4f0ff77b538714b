import type { DiagnosticFact } from './fact';

/** Turning schemas and parameters into validators. */
export const SCHEMA_CODES = {
  BACKEND_SCHEMA_PATTERN_INVALID: { severity: 'error', title: 'A pattern is not a regular expression' },
  BACKEND_SCHEMA_PATTERN_TRANSLATED: { severity: 'warning', title: 'A pattern of another regular expression dialect, translated' },
  BACKEND_SCHEMA_PATTERN_NOT_UNICODE: { severity: 'warning', title: 'A pattern that is valid only without the u flag' },
  BACKEND_SCHEMA_PATTERN_SLOW: { severity: 'warning', title: 'A pattern that backtracks catastrophically on hostile input' },
  BACKEND_SCHEMA_REF_UNRESOLVED: { severity: 'error', title: 'A $ref in a schema that leads nowhere' },
  BACKEND_SCHEMA_REF_LOOP: { severity: 'error', title: 'A schema that refers to itself without going deeper' },
  BACKEND_SCHEMA_DYNAMIC_REF: { severity: 'warning', title: 'A $dynamicRef, taken as a $ref to the static anchor' },
  BACKEND_SCHEMA_KEYWORD_IGNORED: { severity: 'warning', title: 'A keyword with a value it cannot have, ignored' },
  BACKEND_SCHEMA_NULLABLE_IGNORED_DIALECT: { severity: 'info', title: 'OpenAPI 3.0 nullable in a newer document, honoured' },
  BACKEND_SCHEMA_FORMAT_UNKNOWN: { severity: 'info', title: 'A format that is not checked' },
  BACKEND_SCHEMA_DEFAULT_INVALID: { severity: 'warning', title: 'A default its own schema rejects, not filled in' },
  BACKEND_SCHEMA_NO_OBJECT: { severity: 'warning', title: 'Parts of allOf that exclude each other' },
  BACKEND_SCHEMA_DISCRIMINATOR_UNMAPPED: { severity: 'warning', title: 'A discriminator value that leads to no schema' },
  BACKEND_SCHEMA_DISCRIMINATOR_IGNORED: { severity: 'info', title: 'A discriminator that cannot tell its schemas apart' },
  BACKEND_SCHEMA_CONTENT_UNREAD: { severity: 'warning', title: 'A parameter in a media type that is not decoded, taken as text' },
} as const satisfies Record<string, DiagnosticFact>;
