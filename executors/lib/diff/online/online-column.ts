import { qualify, quoteIdentifier } from '../../catalog/quote';
import type { PlannedStatement } from '../change';
import type { Facts, TableColumn } from '../facts';
import { firstBytes } from './first-bytes';
import { instead, isLive, type OnlineContext } from './to-online';

/** Rows of one batch of a backfill. */
const BATCH = 10_000;
/** Built-in functions that give each row another value. */
const VOLATILE = /\b(gen_random_uuid|uuidv4|uuidv7|random|clock_timestamp|timeofday|nextval|setval|uuid_generate_v[14]|gen_random_bytes)\s*\(/;

/** SET NOT NULL, and ADD COLUMN that would write every row; `undefined` for everything else. */
export function onlineColumn(statement: PlannedStatement, context: OnlineContext): PlannedStatement[] | undefined {
  if (statement.kind !== 'column' || (statement.verb !== 'alter' && statement.verb !== 'create')) return undefined;
  const column = context.to.objects.get(statement.object) as TableColumn | undefined;
  if (!column || !isLive(column.table.schema, column.table.name, context)) return undefined;
  if (statement.verb === 'alter') return / SET NOT NULL$/.test(statement.sql) ? notNull(statement, column) : undefined;
  return writesEveryRow(column, context.to) && column.generated === null && column.identity === null ? addAndFill(statement, column) : undefined;
}

/** A valid CHECK spares SET NOT NULL its scan under an exclusive lock. */
function notNull(statement: PlannedStatement, { table, name }: TableColumn): PlannedStatement[] {
  const alter = `ALTER TABLE ${qualify(table)}`;
  const check = quoteIdentifier(`${firstBytes(`${table.name}_${name}`, 48)}__not_null`);
  return [
    instead(statement, `${alter} ADD CONSTRAINT ${check} CHECK (${quoteIdentifier(name)} IS NOT NULL) NOT VALID`),
    instead(statement, `${alter} VALIDATE CONSTRAINT ${check}`, 'later'), instead(statement, statement.sql, 'later'), instead(statement, `${alter} DROP CONSTRAINT ${check}`),
  ];
}

function writesEveryRow({ default: value, table, name }: TableColumn, to: Facts): boolean {
  if (value === null) return false;
  if (VOLATILE.test(value)) return true;
  const functions = to.needs(`default:${qualify(table)}.${quoteIdentifier(name)}`).filter((id) => id.startsWith('function:'));
  return functions.some((id) => to.catalog.routines.find((routine) => routine.id === id)?.volatility === 'volatile');
}

/** New rows get the default at once, old ones in batches, each committed. */
function addAndFill(statement: PlannedStatement, column: TableColumn): PlannedStatement[] {
  const table = qualify(column.table);
  const name = quoteIdentifier(column.name);
  const alter = `ALTER TABLE ${table}`;
  const fill = `DO $backfill$
BEGIN
  LOOP
    UPDATE ${table} SET ${name} = DEFAULT WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE ${name} IS NULL LIMIT ${BATCH} FOR UPDATE SKIP LOCKED));
    EXIT WHEN NOT FOUND;
    COMMIT;
  END LOOP;
END
$backfill$`;
  return [
    instead(statement, `${alter} ADD COLUMN ${name} ${column.type}${column.collation === null ? '' : ` COLLATE ${column.collation}`}`),
    instead(statement, `${alter} ALTER COLUMN ${name} SET DEFAULT ${column.default}`), instead(statement, fill, 'concurrent'),
    ...(column.notNull ? notNull(instead(statement, `${alter} ALTER COLUMN ${name} SET NOT NULL`), column) : []),
  ];
}
