import type { Diagnostic } from '../../../generators/lib/diagnostics';
import { redactConnection } from '../postgres/redact-connection';
import type { SqlFailure } from '../postgres/sql-client';

/** A server that does not answer, or refuses what was asked of it. */
export function connectionFailed({ message, code }: SqlFailure, connection: string): Diagnostic {
  return {
    code: 'BACKEND_SCHEMA_CONNECTION', severity: 'error', message: `${redactConnection(connection)} failed: ${message || code || 'no answer'}`,
    help: 'Check address, user and rights; a shadow server needs a user who may create databases.',
  };
}
