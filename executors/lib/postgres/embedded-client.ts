import type { PGlite } from '@electric-sql/pglite';
import type { SqlClient } from './sql-client';
import { SqlFailure } from './sql-client';

/** The only session of an embedded PostgreSQL. */
export function embeddedClient(database: PGlite, label: string): SqlClient {
  const failing = async <T>(sql: string, run: () => Promise<T>): Promise<T> => {
    try {
      return await run();
    } catch (error) {
      throw new SqlFailure(error, sql);
    }
  };
  return {
    label,
    query: <R extends object>(sql: string, parameters: readonly unknown[] = []) =>
      failing(sql, async () => (await database.query<R>(sql, [...parameters])).rows),
    exec: (sql) => failing(sql, async () => void (await database.exec(sql))),
    close: () => database.close(),
  };
}
