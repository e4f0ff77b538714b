import type { Finding } from '../../report/finding';
import type { SqlClient } from '../../postgres/sql-client';
import { SqlFailure } from '../../postgres/sql-client';
import { redactLiterals, redactPlan } from './redact';

/** A statement that takes much of the server's time. */
export interface SlowStatement {
  /** Normalized by pg_stat_statements and once more by us: no literals. */
  readonly text: string;
  readonly calls: number;
  readonly meanMilliseconds: number;
  /** Of the time of all statements in this database, 0 to 1. */
  readonly share: number;
  /** `EXPLAIN (GENERIC_PLAN)`, from PostgreSQL 16 on. */
  readonly plan?: string;
}

interface Row {
  readonly query: string;
  readonly calls: string;
  readonly mean: number;
  readonly share: number;
}

const TOP = 10;

/** The statements that took most time, or undefined where pg_stat_statements is not installed or may not be read. */
export async function slowStatements(client: SqlClient): Promise<SlowStatement[] | undefined> {
  const [extension] = await client.query<{ schema: string }>(
    `SELECT quote_ident(n.nspname) AS schema FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_stat_statements'`);
  if (!extension) return undefined;
  let rows: Row[];
  try {
    rows = await client.query<Row>(`
      SELECT query, calls::text, mean_exec_time AS mean, total_exec_time / nullif(sum(total_exec_time) OVER (), 0) AS share
      FROM ${extension.schema}.pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND query <> '<insufficient privilege>'
      ORDER BY total_exec_time DESC LIMIT ${TOP}`);
  } catch (error) {
    // Installed, but not in shared_preload_libraries.
    if (error instanceof SqlFailure && error.code === '55000') return undefined;
    throw error;
  }
  const [{ version }] = (await client.query<{ version: string }>(`SELECT current_setting('server_version_num') AS version`)) as [{ version: string }];
  const found: SlowStatement[] = [];
  for (const { query, calls, mean, share } of rows) {
    const text = await redactLiterals(query);
    if (text === undefined) continue;
    const plan = Number(version) >= 160000 ? await genericPlan(client, query) : undefined;
    found.push({ text, calls: Number(calls), meanMilliseconds: mean, share, ...(plan !== undefined && { plan }) });
  }
  return found;
}

/** Plans only, runs nothing; parameters stay unknown. Undefined where the statement cannot be planned so. */
async function genericPlan(client: SqlClient, query: string): Promise<string | undefined> {
  // Anything but one plain statement would run what follows the first.
  if (!/^\s*(select|insert|update|delete|merge|with|values|table)\b/i.test(query) || /;\s*\S/.test(query)) return undefined;
  try {
    await client.exec('BEGIN READ ONLY');
    const rows = await client.query<Record<string, string>>(`EXPLAIN (GENERIC_PLAN) ${query}`);
    return redactPlan(rows.map((row) => Object.values(row)[0]).join('\n'));
  } catch (error) {
    if (error instanceof SqlFailure) return undefined;
    throw error;
  } finally {
    await client.exec('ROLLBACK');
  }
}

/** A statement's share below which it is not worth a word. */
const WORTH = 0.02;

export function slowStatementFindings(statements: readonly SlowStatement[]): Finding[] {
  return statements.filter(({ share }) => share >= WORTH).map(({ text, calls, meanMilliseconds, share, plan }) => ({
    rule: 'slow-statement', severity: 'info',
    message: `${Math.round(share * 100)} % of the time of all statements goes to ${text.replace(/\s+/g, ' ').slice(0, 300)} (${calls.toLocaleString('en')} calls of ${meanMilliseconds.toFixed(1)} ms)`,
    help: plan === undefined ? 'Run EXPLAIN (ANALYZE, BUFFERS) with values of your own.' : 'Read its plan in the report: sequential scans of large tables and sorts of many rows are what an index spares.',
  }));
}
