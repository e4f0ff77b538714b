import type { DiagnosticFact } from './fact';

/** Running and reverting migrations. */
export const RUN_CODES = {
  BACKEND_RUN_CONNECTION: { severity: 'error', title: 'The database cannot be reached' },
  BACKEND_RUN_OPTION: { severity: 'error', title: 'An option has a value it cannot have' },
  BACKEND_RUN_NO_SOURCE: { severity: 'error', title: 'There is nothing that could be run' },
  BACKEND_RUN_EMPTY: { severity: 'warning', title: 'A script has no statements' },
  BACKEND_RUN_SYNTAX: { severity: 'error', title: 'A script breaks the syntax of its database' },
  BACKEND_RUN_REFUSED_STATEMENT: { severity: 'error', title: 'A statement that the runner cannot journal' },
  BACKEND_RUN_OUTSIDE_IN_TRANSACTION: { severity: 'error', title: 'A statement that cannot be in a transaction stands in one' },
  BACKEND_RUN_CHANGED: { severity: 'error', title: 'An applied migration has changed' },
  BACKEND_RUN_CHANGED_PARTLY: { severity: 'error', title: 'A statement of an unfinished migration has changed after it was run' },
  BACKEND_RUN_UNFINISHED: { severity: 'warning', title: 'Another migration has not been finished' },
  BACKEND_RUN_REVERT_UNFINISHED: { severity: 'error', title: 'A revert has not been finished' },
  BACKEND_RUN_LOCKED: { severity: 'error', title: 'Another runner holds the migration lock' },
  BACKEND_RUN_LOCK_TIMEOUT: { severity: 'error', title: 'A lock was not to be had in time' },
  BACKEND_RUN_RETRIED: { severity: 'info', title: 'Statements were tried again' },
  BACKEND_RUN_STATEMENT_FAILED: { severity: 'error', title: 'A statement failed' },
  BACKEND_RUN_CONNECTION_LOST: { severity: 'error', title: 'The connection was lost during a run' },
  BACKEND_RUN_UNCERTAIN: { severity: 'error', title: 'An interrupted statement may have taken effect or not' },
  BACKEND_RUN_RECOVERED: { severity: 'warning', title: 'What an interrupted statement left was cleaned up' },
  BACKEND_RUN_NOT_APPLIED: { severity: 'error', title: 'A migration to revert is not applied' },
  BACKEND_RUN_NO_DOWN: { severity: 'error', title: 'A migration to revert has no down script' },
  BACKEND_RUN_DOWN_NOT_MIRROR: { severity: 'error', title: 'A down script cannot undo a part of its migration' },
  BACKEND_RUN_DOWN_INEXACT: { severity: 'warning', title: 'A revert left another schema than there was before' },
  BACKEND_RUN_TRANSACTION_MODE: { severity: 'warning', title: 'Migrations asked for in one transaction are run in one each' },
  BACKEND_RUN_NOT_DRY: { severity: 'warning', title: 'A statement could not be run dry' },
} as const satisfies Record<string, DiagnosticFact>;
