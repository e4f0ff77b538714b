import type { Rule } from './lint/rule';
import { objectOf } from './lint/sql-text';
import { alterations } from './lint/tables';
import { pick, tableKey } from './lint/tree';

/** ATTACH PARTITION of a table with rows: it is locked while every row is checked against the bounds. */
export const rule: Rule = {
  id: 'attaching-partition-without-check',
  severity: 'warning',
  help: 'Give the table a valid CHECK that says what the bounds say, attach it, and drop the CHECK: PostgreSQL takes it as the proof.',
  *check({ node, state }) {
    for (const { table, command } of alterations(node)) {
      const partition = command.subtype === 'AT_AttachPartition' ? pick(command.def, 'PartitionCmd')?.name : undefined;
      if (!partition || state.isEmpty(tableKey(partition)) || state.validatedElsewhere.has(tableKey(partition))) continue;
      const constraints = [...(state.facts.table(tableKey(partition))?.constraints.values() ?? [])];
      if (constraints.some(({ kind, valid }) => kind === 'check' && valid)) continue;
      yield { message: `Attaching "${partition.relname}" reads all of it while nobody else can read or write it, for no CHECK is known that proves its bounds`, at: partition.location, object: objectOf(table) };
    }
  },
};
