import type { Column, Database, ForeignKey, Relation, Unique } from '../database';
import { groupBy } from '../group-by';
import type { MysqlTypeRow } from './mysql-type';
import { mysqlType } from './mysql-type';

/** Runs one statement; how rows are named is up to the statement. */
export type Query = (sql: string) => Promise<readonly Record<string, unknown>[]>;

type Row = Record<string, string | null>;

/** Reads the session's own database (MySQL 8, MariaDB 10.5 and later) from information_schema. */
export async function readMysql(query: Query): Promise<Database> {
  const rows = async (sql: string): Promise<Row[]> => (await query(sql)) as Row[];
  const of = 'table_schema = DATABASE()';
  const tables = await rows(`SELECT table_name AS name, table_type AS type, table_comment AS comment FROM information_schema.tables WHERE ${of} AND table_type IN ('BASE TABLE', 'VIEW', 'SYSTEM VERSIONED') ORDER BY table_name`);
  const columns = groupBy(await rows(`SELECT table_name AS tbl, column_name AS name, data_type AS data_type, column_type AS column_type, is_nullable AS nullable, column_default AS dflt, extra AS extra, column_comment AS comment,
    character_maximum_length AS length, numeric_precision AS \`precision\`, numeric_scale AS scale FROM information_schema.columns WHERE ${of} ORDER BY table_name, ordinal_position`), ({ tbl }) => tbl!);
  const keys = groupBy(await rows(`SELECT k.table_name AS tbl, k.constraint_name AS name, c.constraint_type AS type, k.column_name AS col, k.referenced_table_name AS target, k.referenced_column_name AS target_col, r.delete_rule AS on_delete
    FROM information_schema.key_column_usage k
    JOIN information_schema.table_constraints c ON c.table_schema = k.table_schema AND c.table_name = k.table_name AND c.constraint_name = k.constraint_name
    LEFT JOIN information_schema.referential_constraints r ON r.constraint_schema = k.table_schema AND r.table_name = k.table_name AND r.constraint_name = k.constraint_name
    WHERE k.table_schema = DATABASE() ORDER BY k.table_name, k.constraint_name, k.ordinal_position`), ({ tbl }) => tbl!);
  const checks = groupBy(await readChecks(rows), ({ tbl }) => tbl!);
  return {
    dialect: 'mysql',
    relations: tables.map(({ name, type, comment }) => relation(name!, type === 'VIEW', comment ?? null, columns.get(name!) ?? [], keys.get(name!) ?? [], checks.get(name!) ?? [])),
  };
}

/** MySQL does not say which table a check belongs to in check_constraints, MariaDB does; table_constraints does for both. */
async function readChecks(rows: (sql: string) => Promise<Row[]>): Promise<Row[]> {
  return rows(`SELECT t.table_name AS tbl, t.constraint_name AS name, c.check_clause AS clause FROM information_schema.table_constraints t
    JOIN information_schema.check_constraints c ON c.constraint_schema = t.constraint_schema AND c.constraint_name = t.constraint_name
    WHERE t.table_schema = DATABASE() AND t.constraint_type = 'CHECK' ORDER BY t.table_name, t.constraint_name`);
}

function relation(name: string, view: boolean, comment: string | null, columns: readonly Row[], keys: readonly Row[], checks: readonly Row[]): Relation {
  const constraints = [...groupBy(keys, ({ name: constraint }) => constraint!)].map(([constraint, parts]) => ({ name: constraint, type: parts[0]!['type'], columns: parts.map(({ col }) => col!), parts }));
  const unique = (type: string): Unique[] => constraints.filter((c) => c.type === type).map((c) => ({ name: c.name, columns: c.columns }));
  const isJson = (column: string): boolean => checks.some(({ clause }) => clause === `json_valid(\`${column}\`)`);
  return {
    schema: undefined, name, kind: view ? 'view' : 'table', comment: view || !comment ? undefined : comment,
    columns: columns.map((column) => mysqlColumn(column, view, isJson(column['name']!))),
    primaryKey: unique('PRIMARY KEY')[0]?.columns ?? [], uniques: unique('UNIQUE'),
    checks: [...unique('PRIMARY KEY'), ...checks.filter(({ clause }) => !clause!.startsWith('json_valid(')).map((check) => ({ name: check['name']!, columns: [...check['clause']!.matchAll(/`([^`]+)`/g)].map(([, column]) => column!) }))],
    foreignKeys: constraints.filter(({ type }) => type === 'FOREIGN KEY').map(({ name: constraint, columns: own, parts }): ForeignKey => ({
      name: constraint, columns: own, schema: undefined, table: parts[0]!['target']!, references: parts.map(({ target_col: target }) => target!), onDelete: parts[0]!['on_delete'] ?? undefined,
    })),
  };
}

function mysqlColumn(row: Row, view: boolean, json: boolean): Column {
  const extra = (row['extra'] ?? '').toLowerCase();
  const fallback = row['dflt'] ?? undefined;
  return {
    name: row['name']!, type: mysqlType(row as unknown as MysqlTypeRow, json), nullable: view || row['nullable'] === 'YES', comment: row['comment'] || undefined,
    // MariaDB prints expressions and NULL; MySQL prints the text of a literal, and marks expressions.
    default: fallback === undefined || fallback === 'NULL' ? undefined : fallback,
    generated: extra.includes('auto_increment') ? 'sequence' : /\b(stored|virtual|persistent) generated|^(stored|virtual|persistent)$/.test(extra) ? 'expression' : undefined,
  };
}
