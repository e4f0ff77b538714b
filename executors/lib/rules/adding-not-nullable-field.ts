import { quoteIdentifier } from '../catalog/quote';
import type { Rule } from './lint/rule';
import { objectOf, tableSql } from './lint/sql-text';
import { alterations } from './lint/tables';
import { tableKey } from './lint/tree';

/** SET NOT NULL without a valid CHECK that proves it: every row is read under an ACCESS EXCLUSIVE lock. */
export const rule: Rule = {
  id: 'adding-not-nullable-field',
  severity: 'error',
  help: 'Add CHECK (column IS NOT NULL) NOT VALID, validate it in a later transaction, then set NOT NULL: PostgreSQL takes the constraint as the proof.',
  *check({ node, state }) {
    const commands = alterations(node);
    for (const { table, command } of commands) {
      const key = tableKey(table);
      const column = command.name ?? '';
      if (command.subtype !== 'AT_SetNotNull' || state.isEmpty(key) || state.validatedElsewhere.has(key) || state.facts.isNeverNull(key, column)) continue;
      const name = quoteIdentifier(`${table.relname}_${column}_not_null`.slice(-63));
      const alter = `ALTER TABLE ${tableSql(table)}`;
      yield {
        message: `Setting "${column}" NOT NULL reads the whole table "${table.relname}" while nobody else can read or write it`,
        object: objectOf(table, column),
        fix: commands.length > 1 ? undefined : [
          `${alter} ADD CONSTRAINT ${name} CHECK (${quoteIdentifier(column)} IS NOT NULL) NOT VALID;`,
          `${alter} VALIDATE CONSTRAINT ${name};`,
          `${alter} ALTER COLUMN ${quoteIdentifier(column)} SET NOT NULL;`,
          `${alter} DROP CONSTRAINT ${name};`,
        ].join('\n'),
      };
    }
  },
};
