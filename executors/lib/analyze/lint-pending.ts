import type { Catalog } from '../catalog/catalog';
import type { Finding } from '../report/finding';
import type { ReplayedMigration } from '../typeorm/protocol';
import type { Pending } from './pending';

export interface LintContext {
  /** Migrations before the pending ones: what rules know of the schema. */
  readonly before: readonly ReplayedMigration[];
  /** A live catalog knows more. */
  readonly live?: Catalog;
  readonly rows?: Readonly<Record<string, number>>;
  readonly pgVersion?: number;
  readonly exclude?: readonly string[];
}

/** What the rules say about each pending statement, by source, at its place in the script. */
export async function lintPending(pending: readonly Pending[], { before, live, rows, pgVersion, exclude }: LintContext): Promise<ReadonlyMap<string, readonly Finding[]>> {
  const { factsOfCatalog, lintScripts, learn, SchemaFacts } = require('../rules') as typeof import('../rules');
  const facts = live ? await factsOfCatalog(live) : new SchemaFacts();
  if (!live) for (const { statements } of before) for (const sql of statements) await learnStatement(sql, (tree) => learn(facts, tree as never));
  const scripts = pending.map(({ source, sql, transaction }) => ({ file: source, sql, inTransaction: transaction }));
  const findings = await lintScripts(scripts, { facts, ...(rows && { rows }), ...(pgVersion !== undefined && { pgVersion }), ...(exclude && { exclude }) });
  return new Map(pending.map(({ source }) => [source, findings.filter(({ position }) => position?.file === source)] as const));
}

/** What PostgreSQL's grammar does not read teaches nothing; the replay has judged it already. */
async function learnStatement(sql: string, learn: (tree: Record<string, unknown>) => void): Promise<void> {
  const { splitStatements, SqlSyntaxError } = require('../postgres/split-statements') as typeof import('../postgres/split-statements');
  try {
    (await splitStatements(sql)).forEach(({ tree }) => learn(tree));
  } catch (error) {
    if (!(error instanceof SqlSyntaxError)) throw error;
  }
}
