import type { DiagnosticFact } from './fact';

/** Options of load tests, and servers that cannot be loaded. */
export const LOAD_CODES = {
  BACKEND_LOAD_TARGET_MISSING: { severity: 'error', title: 'There is nothing to load' },
  BACKEND_LOAD_OPTION_INVALID: { severity: 'error', title: 'An option of the load test has a value it cannot have' },
  BACKEND_LOAD_BODY_UNREADABLE: { severity: 'error', title: "The file of the request's body cannot be read" },
  BACKEND_LOAD_TLS_FILE: { severity: 'error', title: 'A file of certificates or of a key cannot be used' },
  BACKEND_LOAD_THRESHOLD_SYNTAX: { severity: 'error', title: 'A threshold cannot be understood' },
  BACKEND_LOAD_PORT_TAKEN: { severity: 'error', title: 'Another process listens on the port that the server is to have' },
  BACKEND_LOAD_SERVER_EXITED: { severity: 'error', title: 'The server ended by itself' },
  BACKEND_LOAD_SERVER_NOT_READY: { severity: 'error', title: 'The server did not answer in time' },
  BACKEND_LOAD_TLS_REFUSED: { severity: 'error', title: 'The TLS handshake with the server fails' },
  BACKEND_LOAD_BASELINE_UNREADABLE: { severity: 'error', title: 'The baseline to compare with cannot be read' },
  BACKEND_LOAD_REF_UNKNOWN: { severity: 'error', title: 'The revision to compare with does not exist' },
  BACKEND_LOAD_REF_SHALLOW: { severity: 'error', title: 'The clone is shallow and has no revision to compare with' },
  BACKEND_LOAD_REF_BROKEN: { severity: 'error', title: 'The revision to compare with cannot be installed or built' },
} as const satisfies Record<string, DiagnosticFact>;
