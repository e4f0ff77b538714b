import type { DiagnosticFact } from './fact';

/** Writing and keeping route modules. */
export const ROUTES_CODES = {
  BACKEND_ROUTES_ORPHANED_HANDLER: { severity: 'warning', title: 'A handler whose operation left the document' },
  BACKEND_ROUTES_NAME_CHANGED: { severity: 'info', title: 'An operation could not have the name its operationId suggests' },
  BACKEND_ROUTES_DUPLICATE_HANDLER: { severity: 'warning', title: 'Two handler files export the same operation' },
  BACKEND_ROUTES_HANDLERS_SYNTAX: { severity: 'error', title: 'A handler file has a syntax error, so nothing can be appended to it' },
  BACKEND_ROUTES_HANDLERS_UNREADABLE: { severity: 'error', title: 'A handler file is not UTF-8 text' },
  BACKEND_ROUTES_HANDLERS_HIDDEN: { severity: 'warning', title: 'A handler file re-exports everything from a module that cannot be looked into' },
  BACKEND_ROUTES_SERVICE_MISSING: { severity: 'error', title: "A service's file does not declare its class" },
  BACKEND_ROUTES_MODULE_UNREGISTERED: { severity: 'warning', title: 'No module imports the generated one, and none could be made to' },
  BACKEND_ROUTES_METHOD_UNROUTED: { severity: 'warning', title: 'Nest cannot route the method of an operation' },
  BACKEND_ROUTES_NAME_TAKEN: { severity: 'warning', title: "A handler's name is taken by another declaration of its file" },
  BACKEND_ROUTES_FILE_NOT_OURS: { severity: 'error', title: 'A file stands where a generated one belongs' },
  BACKEND_ROUTES_AUTHENTICATOR_MISSING: { severity: 'warning', title: 'authenticators.ts has no function for a security scheme of the document' },
  BACKEND_ROUTES_FRAMEWORK_UNKNOWN: { severity: 'error', title: 'No framework was named and none can be told from the project' },
  BACKEND_ROUTES_FRAMEWORK_UNSUPPORTED: { severity: 'error', title: "The installed framework is older than the generated code's" },
  BACKEND_ROUTES_FORMAT_FAILED: { severity: 'warning', title: "The workspace's formatter could not format a file" },
  BACKEND_TYPES_FALLBACK: { severity: 'warning', title: "The document's types could not be printed" },
  BACKEND_INTERNAL_ERROR: { severity: 'error', title: 'The generator itself failed' },
  BACKEND_INTERNAL_TRACE: { severity: 'info', title: 'Where in its own code the generator failed' },
  BACKEND_ROUTES_NO_EXAMPLE: { severity: 'warning', title: 'No example was found that a schema accepts' },
} as const satisfies Record<string, DiagnosticFact>;
