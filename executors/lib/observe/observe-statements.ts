import type { Node } from 'libpg-query';
import type { SqlStatement } from '../postgres/split-statements';
import type { SqlClient } from '../postgres/sql-client';
import { learn, outsideOnly, SchemaFacts } from '../rules';
import { fromManual } from './from-manual';
import { inTransaction } from './in-transaction';
import type { Observation } from './observation';
import { readRelations } from './relation-state';
import type { ObserveOptions, Run } from './run';
import { withoutConcurrently } from './without-concurrently';

/**
 * Runs statements on a shadow that holds the schema before them, with some rows in it (`seedRows`), and tells
 * which locks each takes, what it rewrites and what it reads from end to end.
 */
export async function observeStatements(client: SqlClient, statements: readonly SqlStatement[], options: ObserveOptions = {}): Promise<Observation[]> {
  const before = await readRelations(client);
  const run: Run = { client, options, before, current: new Map(before), facts: new SchemaFacts() };
  const found: Observation[] = [];
  const all = options.after === 'roll-back';
  if (all) await client.exec('BEGIN');
  try {
    for (const statement of statements) {
      found.push(await observe(run, statement));
      learn(run.facts, statement.tree as unknown as Node);
    }
  } finally {
    if (all) await client.exec('ROLLBACK');
  }
  return found;
}

async function observe(run: Run, statement: SqlStatement): Promise<Observation> {
  const node = statement.tree as unknown as Node;
  if ('TransactionStmt' in node) return fromManual(run, statement, 'It controls the transaction, and each statement is observed in one of its own');
  const outside = outsideOnly(node);
  return outside === undefined ? inTransaction(run, statement) : afterManual(run, statement, `${outside} runs outside a transaction only`);
}

/** Runs what cannot be observed, for the statements after it to find what it makes. */
async function afterManual(run: Run, statement: SqlStatement, why: string): Promise<Observation> {
  const { client, options } = run;
  // DROP INDEX CONCURRENTLY names an index that is gone afterwards.
  const manual = fromManual(run, statement, why);
  const transaction = options.after === 'roll-back';
  const text = transaction ? withoutConcurrently(statement, statement.tree as unknown as Node) : onShadow(statement);
  if (text === undefined) return manual;
  if (transaction) await client.exec('SAVEPOINT backend_observed');
  try {
    await client.exec(text);
    run.current = await readRelations(client);
    return manual;
  } catch (error) {
    if (transaction) await client.exec('ROLLBACK TO backend_observed');
    return fromManual(run, statement, why, error);
  }
}

/** Databases, tablespaces and settings of the server are none of a shadow's business. */
function onShadow({ text, tree }: SqlStatement): string | undefined {
  return ['CreatedbStmt', 'DropdbStmt', 'CreateTableSpaceStmt', 'DropTableSpaceStmt', 'AlterSystemStmt'].some((kind) => kind in tree) ? undefined : text;
}
