import type { Observation } from '../observe';
import { SqlFailure } from '../postgres/sql-client';
import type { ReportedStatement } from '../report/report-document';
import { extensionsOf, parseScript, type ScriptStatement } from '../sources/parse-script';
import type { ReplayedMigration } from '../typeorm/protocol';
import type { Part } from './analysis';
import { terminated } from './drift';
import type { Pending } from './pending';
import { observationsName, recallObservations, rememberObservations, type Seen } from './remembered-observations';
import type { WarmShadow } from './warm-shadow';

export interface ObserveContext {
  readonly before: readonly ReplayedMigration[];
  readonly warm: WarmShadow;
  readonly embedded: boolean;
  readonly rows?: Readonly<Record<string, number>>;
}

export interface Observed {
  /** What was seen of each script, by source. */
  readonly observations: ReadonlyMap<string, readonly Observation[]>;
  readonly part: Part;
}

const NOTHING: Observed = { observations: new Map(), part: {} };

/** Runs pending statements on a shadow that holds the schema before them, with some rows: locks, rewrites, scans, failures. */
export async function observePending(pending: readonly Pending[], { before, warm, embedded, rows }: ObserveContext): Promise<Observed> {
  const earlier = (await parseScript(before.flatMap(({ statements }) => statements.map(terminated)).join('\n'), 'migrations')).statements;
  const scripts = await Promise.all(pending.map(async (one) => ({ one, statements: (await parseScript(one.sql, one.source)).statements })));
  if (scripts.every(({ statements }) => statements.length === 0)) return NOTHING;
  const all = scripts.map((script) => script.statements);
  const count = all.reduce((sum, statements) => sum + statements.length, 0);
  if (count > OBSERVED_STATEMENTS) return notObserved(`they are ${count.toLocaleString('en')} statements, and no more than ${OBSERVED_STATEMENTS.toLocaleString('en')} are observed: --since moves the line between what has run and what is pending`);
  const name = embedded ? observationsName(earlier, all, rows) : undefined;
  const recalled = name === undefined ? undefined : recallObservations(name, all);
  const seen = recalled ?? (await observeAll(earlier, all, { warm, embedded, ...(rows && { rows }) }));
  if (typeof seen === 'string') return notObserved(seen);
  if (name !== undefined && recalled === undefined) rememberObservations(name, seen);
  const parts = scripts.map(({ one, statements }, i) => partOf(one, seen.observed[i]!, statements));
  const empty = seen.unseeded > 0 ? [{ title: 'Observed without rows', text: `Pending statements concern ${seen.unseeded.toLocaleString('en')} tables: too many to make up rows, so what depends on rows was not seen.` }] : [];
  return {
    observations: new Map(scripts.map(({ one }, i) => [one.source, seen.observed[i]!])),
    part: { findings: parts.flatMap((part) => part.findings ?? []), statements: parts.flatMap((part) => part.statements ?? []), sections: empty },
  };
}

/** A text says why nothing could be seen. */
async function observeAll(earlier: readonly ScriptStatement[], scripts: readonly (readonly ScriptStatement[])[], { warm, embedded, rows }: Omit<ObserveContext, 'before'>): Promise<Seen | string> {
  const client = await warm.take(extensionsOf([...earlier, ...scripts.flat()]));
  try {
    const { loadStatements } = require('../sources/load-statements') as typeof import('../sources/load-statements');
    const failure = (await loadStatements(client, earlier, embedded)).find(({ severity }) => severity === 'error');
    if (failure !== undefined) return `the statements of earlier migrations could not be run once more by themselves: ${failure.message}`;
    const { seedTouched } = require('./seed-touched') as typeof import('./seed-touched');
    const unseeded = await seedTouched(client, scripts.flat());
    const { observeStatements } = require('../observe') as typeof import('../observe');
    const observed: (readonly Observation[])[] = [];
    for (const statements of scripts) observed.push(await observeStatements(client, statements, rows ? { rows } : {}));
    return { observed, unseeded };
  } catch (error) {
    if (!(error instanceof SqlFailure)) throw error;
    return `the shadow failed: ${error.message}`;
  } finally {
    await client.close();
  }
}

/** Each is looked at before and after it ran: a migration that makes a whole schema anew has nobody to block. */
const OBSERVED_STATEMENTS = 1000;

function notObserved(why: string): Observed {
  return { ...NOTHING, part: { sections: [{ title: 'Not observed', text: `Pending statements were judged by rules alone, for ${why}` }] } };
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
