import type { Activity } from '../advice/live';
import type { Catalog } from '../catalog/catalog';
import { quoteIdentifier } from '../catalog/quote';
import type { SqlClient } from '../postgres/sql-client';
import { SqlFailure } from '../postgres/sql-client';
import type { TableName } from '../sources/bookkeeping';
import type { DataSourceDescription } from '../typeorm/protocol';

/** What a live PostgreSQL says: its schema, its sizes, what runs there, and which migrations ran. */
export interface Live {
  readonly label: string;
  readonly catalog: Catalog;
  readonly activity: Activity;
  /** Names in TypeORM's table; undefined where there is none. */
  readonly applied: ReadonlySet<string> | undefined;
  readonly rows: Readonly<Record<string, number>>;
}

/** Reads and changes nothing; throws `SqlFailure`. */
export async function readLive(connection: string, description: DataSourceDescription | undefined): Promise<Live> {
  const { connectServer } = require('../postgres/server-client') as typeof import('../postgres/server-client');
  const { readCatalog } = require('../catalog/read-catalog') as typeof import('../catalog/read-catalog');
  const { readActivity, rowCounts } = require('../advice/live') as typeof import('../advice/live');
  const client = await connectServer(connection);
  try {
    const whole = await readCatalog(client, { sizes: true });
    const { bookkeepingTables, withoutBookkeeping } = require('../sources/bookkeeping') as typeof import('../sources/bookkeeping');
    const [migrations] = bookkeepingTables(description);
    const catalog = withoutBookkeeping(whole, description);
    const activity = await readActivity(client);
    return { label: client.label, catalog, activity, applied: await appliedMigrations(client, migrations), rows: rowCounts(whole) };
  } finally {
    await client.close();
  }
}

async function appliedMigrations(client: SqlClient, table: TableName): Promise<ReadonlySet<string> | undefined> {
  try {
    const rows = await client.query<{ name: string }>(`SELECT name FROM ${quoteIdentifier(table.schema)}.${quoteIdentifier(table.name)}`);
    return new Set(rows.map(({ name }) => name));
  } catch (error) {
    // Nothing has run there yet.
    if (error instanceof SqlFailure && (error.code === '42P01' || error.code === '42703')) return undefined;
    throw error;
  }
}
