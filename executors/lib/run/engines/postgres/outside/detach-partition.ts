import type { Outside, Session } from '../../../engine';
import { fieldsOf, relationName, type Node } from './statement';

/** `ALTER TABLE … DETACH PARTITION … CONCURRENTLY`. Interrupted, the detachment is pending and FINALIZE completes it. */
export function detachPartition(tree: Node): Outside | undefined {
  const alter = fieldsOf(tree, 'AlterTableStmt');
  const commands = ((alter?.['cmds'] ?? []) as { AlterTableCmd?: { subtype?: string; def?: { PartitionCmd?: { concurrent?: boolean; name?: unknown } } } }[]);
  const detach = commands.map(({ AlterTableCmd: command }) => (command?.subtype === 'AT_DetachPartition' ? command.def?.PartitionCmd : undefined)).find((c) => c?.concurrent);
  if (!alter || !detach) return undefined;
  const parent = relationName(alter['relation']);
  const child = relationName(detach.name);
  // inhdetachpending exists from PostgreSQL 14 on, as the statement does.
  const link = async (session: Session): Promise<boolean | undefined> =>
    (await session.run('select inhdetachpending as pending from pg_catalog.pg_inherits where inhparent = to_regclass($1) and inhrelid = to_regclass($2)', [parent, child]))
      .rows[0]?.['pending'] as boolean | undefined;
  return {
    before: async (session) => (await link(session)) !== undefined,
    async settle(session, attached) {
      const pending = await link(session);
      if (pending === undefined) return { state: attached ? 'done' : 'undone' };
      if (!pending) return { state: 'undone' };
      await session.run(`alter table ${parent} detach partition ${child} finalize`);
      return { state: 'done', note: `completed the pending detachment of ${child}` };
    },
  };
}
