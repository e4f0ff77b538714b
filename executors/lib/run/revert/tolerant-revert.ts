import { describeError } from '../../../../generators/lib/diagnostics';
import { reportOf } from '../apply/statement-report';
import type { RunContext } from '../context';
import type { Session } from '../engine';
import type { JournalRow } from '../journal/row';
import { stepsOf, type Script } from '../migration';
import type { StatementReport } from '../report';
import { Stop } from '../stop';

/** A statement of a down script that changes rows undoes one of its up; without that, it destroys. */
const TOUCHES_ROWS = /^(?:insert|update|delete|merge|truncate|with|select|copy|do|call|refresh)\b/i;

/**
 * Undoes a part of a migration with a down script that is not its mirror: statements that fail are
 * passed over, for what they undo was never done, and the transaction is committed only if the schema
 * is then exactly what it was before the migration.
 */
export async function tolerantRevert(ctx: RunContext, name: string, down: Script, head: JournalRow, reverted: () => JournalRow): Promise<StatementReport[]> {
  const { session, engine, journal } = ctx;
  const impossible = (why: string): Stop => new Stop({
    code: 'BACKEND_RUN_DOWN_NOT_MIRROR', severity: 'error',
    message: `${name} is applied only in part, and its down script cannot undo that part: ${why}`,
    help: 'Finish the migration with migrate-run and revert it then, or give the down script one statement for each of the up script, in reverse order.',
  });
  if (head.earlier === undefined || down.units.some(({ transactional }) => !transactional)) throw impossible('it has statements that cannot be in a transaction');
  if (engine.name !== 'postgres') throw impossible('only PostgreSQL can try it and take it back');
  if (stepsOf(down).some(({ text }) => TOUCHES_ROWS.test(text))) throw impossible('it has statements that change rows');
  const reports: StatementReport[] = [];
  await engine.reset(session);
  await engine.limitLocks(session, ctx.settings.lockTimeout);
  await session.run(engine.begin);
  try {
    const columns = await columnsOf(session);
    for (const step of stepsOf(down)) {
      await session.run('savepoint backend_step');
      const start = performance.now();
      try {
        const { affected } = await session.run(step.text);
        reports.push(reportOf(step, 'done', performance.now() - start, affected));
      } catch (error) {
        if (engine.isLost(error) || engine.mayRetry(error)) throw error;
        await session.run('rollback to savepoint backend_step');
        reports.push({ ...reportOf(step, 'not run'), note: describeError(error) });
      }
    }
    await engine.reset(session);
    if ((await engine.stateOf(session)) !== head.earlier) throw impossible('it would leave another schema than there was before');
    for (const [name, id] of await columnsOf(session)) {
      if ((columns.get(name) ?? id) !== id) throw impossible(`it would drop ${name} with its rows and make it again`);
    }
    await engine.asOurselves(session);
    await journal.put([reverted()]);
    await session.run('commit');
    return reports;
  } catch (error) {
    if (!engine.isLost(error)) await session.run('rollback');
    throw error;
  }
}

/** Every column with what identifies it for as long as its rows are kept. */
async function columnsOf(session: Session): Promise<Map<string, string>> {
  const { rows } = await session.run(
    `select format('%I.%I.%I', n.nspname, c.relname, a.attname) as name, c.oid || '.' || a.attnum as id
     from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`,
  );
  return new Map(rows.map(({ name, id }) => [String(name), String(id)]));
}
