import type { DiagnosticFact } from './fact';

/** Reading routes out of source code. */
export const RECOVER_CODES = {
  BACKEND_RECOVER_NO_SOURCE: { severity: 'error', title: 'There is no source code to read' },
  BACKEND_RECOVER_NO_ROUTES: { severity: 'warning', title: 'No routes were found in the source' },
  BACKEND_RECOVER_PATH_DYNAMIC: { severity: 'warning', title: 'A path is computed, so its operations are left out' },
  BACKEND_RECOVER_PREFIX_DYNAMIC: { severity: 'warning', title: 'The beginning of a path is computed, so paths are given without it' },
  BACKEND_RECOVER_PATH_PATTERN: { severity: 'warning', title: 'A path is a pattern that no template can say' },
  BACKEND_RECOVER_METHOD_DYNAMIC: { severity: 'warning', title: 'A route has a method that is computed or has no place in OpenAPI' },
  BACKEND_RECOVER_METHOD_ANY: { severity: 'info', title: 'A route answers every method, so it is left out' },
  BACKEND_RECOVER_MOUNT_UNKNOWN: { severity: 'warning', title: 'Something is mounted that cannot be followed' },
  BACKEND_RECOVER_UNMOUNTED: { severity: 'warning', title: 'A router is mounted nowhere' },
  BACKEND_RECOVER_HANDLER_UNKNOWN: { severity: 'info', title: 'A handler cannot be looked into' },
  BACKEND_RECOVER_PART_UNKNOWN: { severity: 'warning', title: 'Nothing says what a body or a query holds' },
  BACKEND_RECOVER_VALUE_UNKNOWN: { severity: 'info', title: 'Nothing says what a property of a body looks like' },
  BACKEND_RECOVER_DUPLICATE: { severity: 'info', title: 'An operation is declared more than once' },
  BACKEND_RECOVER_LIMIT: { severity: 'warning', title: 'A function does more than is followed' },
  BACKEND_RECOVER_JSDOC: { severity: 'warning', title: 'An @openapi comment cannot be used' },
  BACKEND_RECOVER_INFERRED: { severity: 'info', title: 'Parts of an operation are told by use alone' },
} as const satisfies Record<string, DiagnosticFact>;
