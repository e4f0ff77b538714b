import type { Rule } from './lint/rule';
import { objectOf } from './lint/sql-text';
import { alterations } from './lint/tables';
import { pick, tableKey } from './lint/tree';

/** DETACH PARTITION without CONCURRENTLY: the partitioned table is locked against reads and writes. */
export const rule: Rule = {
  id: 'require-concurrent-partition-detach',
  severity: 'error',
  help: 'Use DETACH PARTITION … CONCURRENTLY, outside a transaction.',
  *check({ node, statement, state }) {
    for (const { table, command } of alterations(node)) {
      const partition = command.subtype === 'AT_DetachPartition' ? pick(command.def, 'PartitionCmd') : undefined;
      if (!partition || partition.concurrent || state.isEmpty(tableKey(table))) continue;
      yield {
        message: `Detaching "${partition.name?.relname}" locks "${table.relname}" against reads and writes`, at: partition.name?.location, object: objectOf(table),
        fix: `${statement.text} CONCURRENTLY`,
      };
    }
  },
};
