import type { Rule } from './lint/rule';
import { objectOf } from './lint/sql-text';
import { alterations } from './lint/tables';

/** REPLICA IDENTITY: what logical replication sends of the old row. */
export const rule: Rule = {
  id: 'changing-replica-identity',
  severity: 'warning',
  help: 'Check every subscriber and change-data consumer of the table first.',
  *check({ node, state }) {
    for (const { table, command } of alterations(node)) {
      if (command.subtype !== 'AT_ReplicaIdentity' || state.created.has(objectOf(table))) continue;
      yield { message: `Logical replication sends other old values of "${table.relname}" from here on`, object: objectOf(table) };
    }
  },
};
