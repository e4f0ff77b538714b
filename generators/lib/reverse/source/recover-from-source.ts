import type { RecoveredApi, RecoverOptions } from './recovered-api';

/**
 * Reads the routes below a directory out of its source, without running it.
 * Pure but for reading files; never throws for what the files contain.
 */
export function recoverFromSource(_options: RecoverOptions): RecoveredApi {
  return {
    document: { openapi: '3.1.1', info: { title: 'API', version: '0.0.0' }, paths: {} },
    inferred: [],
    positions: new Map(),
    diagnostics: [],
  };
}
