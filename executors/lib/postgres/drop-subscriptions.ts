import type { SqlClient } from './sql-client';

/** Takes away what keeps a database from being dropped; the publisher's slots, if there are any, stay. */
export async function dropSubscriptions(client: SqlClient): Promise<void> {
  await client.exec('ROLLBACK');
  const own = await client.query<{ name: string }>(
    'SELECT quote_ident(subname) AS name FROM pg_catalog.pg_subscription WHERE subdbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())');
  for (const { name } of own) {
    for (const sql of [`ALTER SUBSCRIPTION ${name} DISABLE`, `ALTER SUBSCRIPTION ${name} SET (slot_name = NONE)`, `DROP SUBSCRIPTION ${name}`]) await client.exec(sql);
  }
}
