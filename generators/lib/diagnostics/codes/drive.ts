import type { DiagnosticFact } from './fact';

/** Load tests that are made from a document or a scenario, and what they send on purpose. */
export const DRIVE_CODES = {
  BACKEND_LOAD_OPERATION_UNKNOWN: { severity: 'error', title: 'The document has no operation of that name' },
  BACKEND_LOAD_OPERATION_LEFT_OUT: { severity: 'warning', title: 'An operation is not called' },
  BACKEND_LOAD_SECRET_MISSING: { severity: 'error', title: 'An environment variable that a secret is to come from is not set' },
  BACKEND_LOAD_AUTH_INVENTED: { severity: 'warning', title: 'An operation asks for credentials, and none are given' },
  BACKEND_LOAD_LINK_UNSUPPORTED: { severity: 'info', title: 'A link of the document is not followed' },
  BACKEND_LOAD_SCENARIO_INVALID: { severity: 'error', title: 'The scenario is not what its schema says' },
  BACKEND_LOAD_SCENARIO_VARIABLE: { severity: 'error', title: 'A text of the scenario refers to a value that is not known there' },
  BACKEND_LOAD_FEEDER_UNREADABLE: { severity: 'error', title: 'A file of values cannot be read' },
  BACKEND_LOAD_ENGINE_MISSING: { severity: 'error', title: 'The program that is to make the load is not installed' },
  BACKEND_LOAD_ENGINE_UNMEASURED: { severity: 'warning', title: 'Another engine does not measure what a threshold is about' },
  BACKEND_LOAD_ENGINE_TLS: { severity: 'warning', title: 'Another engine takes authorities from its machine' },
  BACKEND_LOAD_SUMMARY_UNREADABLE: { severity: 'error', title: 'The summary of another engine cannot be read' },
} as const satisfies Record<string, DiagnosticFact>;
