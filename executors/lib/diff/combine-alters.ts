import type { PlannedStatement } from './change';

const IDENTIFIER = String.raw`(?:"(?:[^"]|"")+"|[\w$\u0080-\uffff]+)`;
/** Actions whose order inside one ALTER TABLE PostgreSQL settles itself as it is written here (tablecmds.c, AlterTablePass). */
const COMBINABLE = new RegExp(`^(ALTER TABLE (?:ONLY )?${IDENTIFIER}\\.${IDENTIFIER}) (ALTER COLUMN ${IDENTIFIER} (?:TYPE |SET DEFAULT |DROP DEFAULT$|SET NOT NULL$|DROP NOT NULL$)[^]*)$`, 'u');

/**
 * One ALTER TABLE for what stands in a row about columns of one table: it is locked once, and written
 * anew once where several columns change their type.
 */
export function combineAlters(statements: readonly PlannedStatement[]): PlannedStatement[] {
  const combined: PlannedStatement[] = [];
  let open: { table: string; actions: string[] } | undefined;
  for (const statement of statements) {
    const [, table, action] = statement.loses === null && !statement.outsideTransaction && !statement.startsTransaction ? COMBINABLE.exec(statement.sql) ?? [] : [];
    if (table !== undefined && open?.table === table) {
      open.actions.push(action!);
      combined.push({ ...combined.pop()!, sql: `${table}\n  ${open.actions.join(',\n  ')}` });
      continue;
    }
    open = table === undefined ? undefined : { table, actions: [action!] };
    combined.push(statement);
  }
  return combined;
}
