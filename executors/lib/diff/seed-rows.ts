import type { Catalog, Column, Constraint, Table } from '../catalog/catalog';
import { objectId } from '../catalog/identity';
import { qualify, quoteIdentifier, quoteLiteral } from '../catalog/quote';
import type { SqlClient } from '../postgres/sql-client';

/** Rows in each table. */
const ROWS = 3;

/** Puts a few rows into every table, referred-to tables first; returns the tables that took none (a CHECK that made-up values do not meet). */
export async function seedRows(database: SqlClient, catalog: Catalog): Promise<string[]> {
  const unseeded: string[] = [];
  for (const table of byReference(catalog)) {
    if (table.kind !== 'table' || table.partitionKey !== null) continue;
    let rows = 0;
    for (let row = 1; row <= ROWS; row++) rows += (await insertRow(database, catalog, table, row)) ? 1 : 0;
    if (rows === 0) unseeded.push(qualify(table));
  }
  return unseeded;
}

async function insertRow(database: SqlClient, catalog: Catalog, table: Table, row: number): Promise<boolean> {
  const columns = table.columns.filter(({ default: value, identity, generated }) => value === null && identity === null && generated === null);
  const values = columns.map((column) => referenced(catalog, table, column, row) ?? valueFor(catalog, column.type, row) ?? 'NULL');
  const sql = columns.length === 0 ? `INSERT INTO ${qualify(table)} DEFAULT VALUES`
    : `INSERT INTO ${qualify(table)} (${columns.map(({ name }) => quoteIdentifier(name)).join(', ')}) VALUES (${values.join(', ')})`;
  try {
    await database.exec(sql);
    return true;
  } catch {
    return false;
  }
}

/** The value of the referred-to row. */
function referenced(catalog: Catalog, table: Table, column: Column, row: number): string | undefined {
  const key = catalog.constraints.find((c) => c.type === 'foreign' && c.schema === table.schema && c.table === table.name && c.columns.includes(column.name));
  if (!key?.references) return undefined;
  const other = quoteIdentifier(key.references.columns[key.columns.indexOf(column.name)]!);
  return `(SELECT ${other} FROM ${qualify(key.references)} ORDER BY ${other} OFFSET ${row - 1} LIMIT 1)`;
}

/** An expression of the type, another one for each row. */
function valueFor(catalog: Catalog, type: string, row: number): string | undefined {
  if (type.endsWith('[]')) {
    const item = valueFor(catalog, type.slice(0, -2), row);
    return item === undefined ? undefined : `ARRAY[${item}]::${type}`;
  }
  const bare = type.replace(/\(.*?\)/, '');
  const found = VALUES.find(([pattern]) => pattern.test(bare));
  if (found) return `${found[1](row)}::${type}`;
  const values = catalog.enums.find((e) => qualify(e) === type)?.values;
  if (values) return values.length === 0 ? undefined : `${quoteLiteral(values[(row - 1) % values.length]!)}::${type}`;
  const domain = catalog.domains.find((d) => qualify(d) === type);
  return domain && valueFor(catalog, domain.baseType, row);
}

const VALUES: readonly (readonly [RegExp, (row: number) => string])[] = [
  [/^(smallint|integer|bigint|numeric|real|double precision|money|oid)$/, (row) => String(row)],
  [/^(text|character varying|character|name|"char"|bit|bit varying)$/, (row) => quoteLiteral(String(row % 2))],
  [/^boolean$/, (row) => String(row % 2 === 0)],
  [/^(date|timestamp .*)$/, (row) => `'2020-01-0${row}'`], [/^time /, (row) => `'0${row}:00'`], [/^interval$/, (row) => `'${row} days'`],
  [/^uuid$/, (row) => `'00000000-0000-4000-8000-00000000000${row}'`], [/^(json|jsonb)$/, (row) => `'{"row": ${row}}'`], [/^bytea$/, (row) => `'\\x0${row}'`],
  [/^(inet|cidr)$/, (row) => `'10.0.0.${row}'`], [/^(int4range|int8range|numrange)$/, (row) => `'[${row},${row + 1})'`], [/^tsvector$/, (row) => `'row${row}'`],
  [/^(tsrange|tstzrange|daterange)$/, (row) => `'[2020-01-0${row},2020-01-0${row + 1})'`], [/^point$/, (row) => `'(${row},${row})'`], [/^xml$/, (row) => `'<r>${row}</r>'`],
];

/** Tables that others refer to come first; circles in the order of the catalog. */
function byReference(catalog: Catalog): Table[] {
  const order: Table[] = [];
  const seen = new Set<string>();
  const keys = new Map<string, Constraint[]>();
  for (const key of catalog.constraints) {
    const id = objectId('table', { schema: key.schema, name: key.table });
    if (key.references) (keys.get(id) ?? keys.set(id, []).get(id)!).push(key);
  }
  const tables = new Map(catalog.tables.map((table) => [table.id, table]));
  const visit = (table: Table | undefined) => {
    if (table === undefined || seen.has(table.id)) return;
    seen.add(table.id);
    for (const { references } of keys.get(table.id) ?? []) visit(tables.get(objectId('table', references!)));
    order.push(table);
  };
  catalog.tables.forEach(visit);
  return order;
}
