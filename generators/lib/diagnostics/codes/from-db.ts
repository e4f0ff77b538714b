import type { DiagnosticFact } from './fact';

/** Routes from a database. */
export const FROM_DB_CODES = {
  BACKEND_FROM_DB_ENVIRONMENT: { severity: 'error', title: 'The variable that holds the connection is not set' },
  BACKEND_FROM_DB_CONNECTION: { severity: 'error', title: 'The database cannot be read' },
  BACKEND_FROM_DB_DRIVER: { severity: 'error', title: 'The driver of the database is not installed' },
  BACKEND_FROM_DB_UNKNOWN_TABLE: { severity: 'error', title: 'A table or schema that was asked for is not there' },
  BACKEND_FROM_DB_EMPTY: { severity: 'error', title: 'There is no table to make routes of' },
  BACKEND_FROM_DB_NO_KEY: { severity: 'warning', title: 'A table has no usable primary key, so its rows can only be listed' },
  BACKEND_FROM_DB_TYPE: { severity: 'warning', title: 'A column has a type that is shown as text and never written' },
  BACKEND_FROM_DB_DOCUMENT_YOURS: { severity: 'warning', title: 'The OpenAPI document is the user\'s, so it was left as it is' },
  BACKEND_FROM_DB_DECORATORS: { severity: 'warning', title: 'The compiler options do not allow the decorators of entities' },
} as const satisfies Record<string, DiagnosticFact>;
