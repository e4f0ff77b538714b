import { qualify, quoteIdentifier } from '../../catalog/quote';
import type { SqlClient } from '../../postgres/sql-client';
import type { DataSourceDescription, Side } from '../protocol';
import type { UserDataSource } from './typeorm-types';

/** Creates the schemas that TypeORM takes for granted: its own tables', and those of entities. */
export async function makeSchemas(client: SqlClient, source: UserDataSource, side: Side): Promise<void> {
  const { schema } = source.options as { schema?: string };
  const named = side === 'entities' ? await schemasOf(source) : [];
  for (const name of new Set([...(schema === undefined ? [] : [schema]), ...named])) {
    await client.exec(`CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(name)}`);
  }
}

async function schemasOf(source: UserDataSource): Promise<string[]> {
  await (source as unknown as { buildMetadatas(): Promise<void> }).buildMetadatas();
  return source.entityMetadatas.flatMap(({ schema }) => (schema === undefined ? [] : [schema]));
}

/** Removes TypeORM's own tables, so that no difference is about them. */
export async function dropBookkeeping(client: SqlClient, { bookkeeping }: DataSourceDescription): Promise<void> {
  for (const table of [bookkeeping.migrations, bookkeeping.metadata]) {
    const [schema, name] = table.includes('.') ? [table.slice(0, table.indexOf('.')), table.slice(table.indexOf('.') + 1)] : [bookkeeping.schema ?? 'public', table];
    await client.exec(`DROP TABLE IF EXISTS ${qualify({ schema: schema!, name: name! })}`);
  }
}
