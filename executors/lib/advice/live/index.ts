import type { Finding } from '../../report/finding';
import type { SqlClient } from '../../postgres/sql-client';
import { slowStatementFindings, slowStatements, type SlowStatement } from './statements';
import { sequentialScanFindings, tableScans } from './table-scans';

export { rowCounts } from './table-scans';
export type { SlowStatement } from './statements';

/** What a live database's statistics say about how it is used. */
export interface Activity {
  readonly findings: readonly Finding[];
  /** Undefined: pg_stat_statements is not there to be read. */
  readonly statements: readonly SlowStatement[] | undefined;
}

/** Reads statistics, changes nothing; throws `SqlFailure`. */
export async function readActivity(client: SqlClient): Promise<Activity> {
  const scans = await tableScans(client);
  const statements = await slowStatements(client);
  return { statements, findings: [...sequentialScanFindings(scans), ...slowStatementFindings(statements ?? [])] };
}
