import type { Observation } from '../observe';
import { SqlFailure } from '../postgres/sql-client';
import type { ReportedStatement } from '../report/report-document';
import { extensionsOf, parseScript, type ScriptStatement } from '../sources/parse-script';
import type { ReplayedMigration } from '../typeorm/protocol';
import type { Part } from './analysis';
import { terminated } from './drift';
import type { Pending } from './pending';
import type { WarmShadow } from './warm-shadow';

export interface ObserveContext {
  readonly before: readonly ReplayedMigration[];
  readonly warm: WarmShadow;
  readonly embedded: boolean;
  readonly rows?: Readonly<Record<string, number>>;
}

/** Runs pending statements on a shadow that holds the schema before them: locks, rewrites, scans, failures. */
export async function observePending(pending: readonly Pending[], { before, warm, embedded, rows }: ObserveContext): Promise<Part> {
  const earlier = (await parseScript(before.flatMap(({ statements }) => statements.map(terminated)).join('\n'), 'migrations')).statements;
  const scripts = await Promise.all(pending.map(async (one) => ({ one, statements: (await parseScript(one.sql, one.source)).statements })));
  if (scripts.every(({ statements }) => statements.length === 0)) return {};
  const client = await warm.take(extensionsOf([...earlier, ...scripts.flatMap(({ statements }) => statements)]));
  try {
    const { loadStatements } = require('../sources/load-statements') as typeof import('../sources/load-statements');
    const [failure] = await loadStatements(client, earlier, embedded);
    if (failure?.severity === 'error') return { sections: [{ title: 'Not observed', text: `The statements of earlier migrations could not be run once more by themselves: ${failure.message}. Rules have judged the pending ones all the same.` }] };
    const { observeStatements } = require('../observe') as typeof import('../observe');
    const parts: Part[] = [];
    for (const { one, statements } of scripts) parts.push(partOf(one, await observeStatements(client, statements, rows ? { rows } : {}), statements));
    return { findings: parts.flatMap((part) => part.findings ?? []), statements: parts.flatMap((part) => part.statements ?? []) };
  } catch (error) {
    if (!(error instanceof SqlFailure)) throw error;
    return { sections: [{ title: 'Not observed', text: `The shadow failed: ${error.message}` }] };
  } finally {
    await client.close();
  }
}

function partOf(one: Pending, observations: readonly Observation[], statements: readonly ScriptStatement[]): Part {
  return {
    statements: observations.map((observation) => reported(one.source, observation)),
    findings: observations.flatMap(({ failure, statement }, i) => {
      if (!failure || failure.rowsAreTheCause) return [];
      const { line, column } = statements[i] ?? statement;
      return [{
        rule: 'statement-fails', severity: 'error' as const, message: `The statement fails on a shadow: ${failure.message}${failure.code === undefined ? '' : ` (SQLSTATE ${failure.code})`}`,
        help: 'Correct it: it fails on the real database too.', position: one.positionOf({ file: one.source, line, column }),
      }];
    }),
  };
}

/** What a statement does to others, the strongest first. */
function reported(source: string, { statement, locks, rewrites, scans, advice, observed, why, failure }: Observation): ReportedStatement {
  const existing = locks.filter((lock) => lock.existing);
  const work = (verb: string) => ({ relation, rows, estimate }: Observation['rewrites'][number]) => `${verb} ${relation}${rows === undefined ? '' : ` (${rows.toLocaleString('en')} rows${estimate === undefined ? '' : `, ${estimate}`})`}`;
  return {
    source, sql: `${statement.text};`,
    effects: [
      ...existing.map(({ mode, relation, blocks }) => `${mode} on ${relation}${blocks.length > 0 ? `: blocks ${blocks.join(', ')}` : ''}`),
      ...rewrites.filter((item) => item.existing).map(work('rewrites')), ...scans.filter((item) => item.existing).map(work('reads all of')),
    ],
    notes: [...(advice === undefined ? [] : [advice]), ...(observed ? [] : [`Not observed, but told by the manual: ${why ?? 'it cannot run in a transaction'}`]), ...(failure?.rowsAreTheCause ? [`Depends on rows: ${failure.message}`] : [])],
  };
}
