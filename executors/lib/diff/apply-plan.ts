import type { SqlClient } from '../postgres/sql-client';
import type { Plan, PlannedStatement } from './change';

/** Statements that run in one transaction, or one that must run outside. */
export function splitByTransaction({ statements }: Plan): readonly (readonly PlannedStatement[])[] {
  const groups: PlannedStatement[][] = [];
  for (const statement of statements) {
    const last = groups.at(-1);
    if (last && !statement.outsideTransaction && !statement.startsTransaction && !last[0]!.outsideTransaction) last.push(statement);
    else groups.push([statement]);
  }
  return groups;
}

/** Runs a plan as it is meant to run, transaction by transaction; throws `SqlFailure` with the statement that failed. */
export async function applyPlan(client: SqlClient, plan: Plan): Promise<void> {
  for (const group of splitByTransaction(plan)) {
    if (group[0]!.outsideTransaction) {
      await client.exec(group[0]!.sql);
      continue;
    }
    await client.exec('BEGIN');
    try {
      for (const { sql } of group) await client.exec(sql);
      await client.exec('COMMIT');
    } catch (error) {
      await client.exec('ROLLBACK');
      throw error;
    }
  }
}
