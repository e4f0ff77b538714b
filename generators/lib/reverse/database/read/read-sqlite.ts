import type { Column, Database, ForeignKey, Relation, Unique } from '../database';
import { groupBy } from '../group-by';
import { sqliteType } from './sqlite-type';

/** Runs one statement with parameters. */
export type SqliteQuery = (sql: string, ...parameters: string[]) => Row[];
type Row = Record<string, string | number | null>;

/** Reads the main schema of a SQLite database by its pragmas. */
export function readSqlite(query: SqliteQuery): Database {
  const tables = query("SELECT name, type, sql FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name");
  return { dialect: 'sqlite', relations: tables.map(({ name, type, sql }) => relation(String(name), type === 'view', String(sql ?? ''), query)) };
}

function relation(name: string, view: boolean, sql: string, query: SqliteQuery): Relation {
  // hidden: 1 is a virtual table's own, 2 and 3 are generated columns.
  const rows = query('SELECT name, type, "notnull" AS required, dflt_value AS dflt, pk, hidden FROM pragma_table_xinfo(?) WHERE hidden <> 1 ORDER BY cid', name);
  const key = rows.filter(({ pk }) => Number(pk) > 0).sort((a, b) => Number(a['pk']) - Number(b['pk'])).map((row) => String(row['name']));
  const rowid = key.length === 1 && !/\bWITHOUT\s+ROWID\b/i.test(sql) ? rows.find((row) => Number(row['pk']) > 0 && /^integer$/i.test(String(row['type'])))?.['name'] : undefined;
  return {
    schema: undefined, name, kind: view ? 'view' : 'table', comment: undefined,
    columns: rows.map((row): Column => ({
      name: String(row['name']), type: sqliteType(String(row['type'])), comment: undefined,
      nullable: view || (Number(row['required']) === 0 && Number(row['pk']) === 0), default: row['dflt'] === null ? undefined : String(row['dflt']),
      generated: row['name'] === rowid ? 'sequence' : Number(row['hidden']) >= 2 ? 'expression' : undefined,
    })),
    primaryKey: key, uniques: uniques(name, query), foreignKeys: foreignKeys(name, query), checks: [],
  };
}

function uniques(table: string, query: SqliteQuery): Unique[] {
  const list = query("SELECT name FROM pragma_index_list(?) WHERE \"unique\" = 1 AND partial = 0 AND origin <> 'pk' ORDER BY name", table);
  return list.map(({ name }) => ({ name: String(name), columns: query('SELECT name FROM pragma_index_info(?) ORDER BY seqno', String(name)).map((row) => row['name']) }))
    .filter(({ columns }) => columns.every((column) => column !== null)).map(({ name, columns }) => ({ name, columns: columns.map(String) }));
}

function foreignKeys(table: string, query: SqliteQuery): ForeignKey[] {
  const parts = query('SELECT id, "table" AS target, "from" AS own, "to" AS other, on_delete FROM pragma_foreign_key_list(?) ORDER BY id, seq', table);
  return [...groupBy(parts, ({ id }) => id)].map(([id, rows]) => {
    const target = String(rows[0]!['target']);
    // REFERENCES parent without columns means its primary key.
    const implied = query('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk', target).map((row) => String(row['name']));
    return {
      name: `${table}_fk_${String(id)}`, columns: rows.map(({ own }) => String(own)), schema: undefined, table: target,
      references: rows.map(({ other }, index) => (other === null ? implied[index] ?? '' : String(other))), onDelete: String(rows[0]!['on_delete']),
    };
  });
}
