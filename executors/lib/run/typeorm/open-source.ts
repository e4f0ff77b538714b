import { createRequire } from 'node:module';
import path from 'node:path';
import { redactConnection } from '../../postgres/redact-connection';
import type { Database } from '../database';
import type { Engine } from '../engine';
import { mysqlEngine } from '../engines/mysql';
import { postgresEngine } from '../engines/postgres';
import { sqliteEngine } from '../engines/sqlite';
import { Stop } from '../stop';
import { bookkeeping, type Bookkeeping } from './executor';
import type { RunOrder } from './protocol';
import { typeormSession, type Query, type UserDataSource, type UserQueryRunner } from './query-runner';

export interface OpenedSource {
  readonly database: Database;
  /** Of the session that was opened last. */
  current(): { readonly runner: UserQueryRunner; readonly query: Query; readonly books: Bookkeeping };
}

/** A database that is reached through TypeORM: by the user's data source, or by a connection string alone. */
export function openSource(source: UserDataSource | undefined, order: RunOrder): OpenedSource {
  const { connection, request } = order;
  const anchor = order.dataSource ?? path.join(request.root, 'package.json');
  const options = { ...(source?.options ?? {}), ...(connection === undefined ? {} : overrides(connection, source)) } as Record<string, unknown> & { type?: string };
  const engine = engineOf(options, request.journal.table);
  let opened: ReturnType<OpenedSource['current']> | undefined;
  const database: Database = {
    engine,
    label: labelOf(options),
    async open() {
      const { DataSource } = createRequire(anchor)('typeorm') as typeof import('typeorm');
      // Nothing but what we do may touch the database.
      const fresh = new DataSource({ ...options, synchronize: false, migrationsRun: false, dropSchema: false } as never) as UserDataSource;
      await fresh.initialize();
      const runner = fresh.createQueryRunner();
      await runner.connect();
      const plain = runner.query.bind(runner) as Query;
      let used = false;
      const query: Query = (...call) => {
        used = true;
        return plain(...call);
      };
      opened = { runner, query, books: bookkeeping(fresh, runner, anchor) };
      return typeormSession(runner, query, database.label, async () => {
        await runner.release();
        const { location, autoSave } = options;
        // sql.js works in memory; without autoSave what was done would be gone. A copy that nothing was done to may be older than the file.
        if (used && options.type === 'sqljs' && location !== undefined && !autoSave && !request.dryRun) await (fresh.driver as unknown as { save(): Promise<void> }).save();
        await fresh.destroy();
      });
    },
  };
  return { database, current: () => opened! };
}

function overrides(connection: string, source: UserDataSource | undefined): object {
  const scheme = /^([a-z]+)(?::\/\/|:)/i.exec(connection)?.[1]?.toLowerCase() ?? '';
  const type = { postgres: 'postgres', postgresql: 'postgres', mysql: 'mysql', mariadb: 'mariadb' }[scheme];
  if (type === undefined) throw new Stop({ code: 'BACKEND_RUN_CONNECTION', severity: 'error', message: 'the connection is of no kind that can be migrated', help: 'Give postgres://…, mysql://… or mariadb://…; SQLite is reached through a data source.' });
  // The data source's own host and the like would go before what the URL says.
  return { type: source?.options.type ?? type, url: connection, host: undefined, port: undefined, username: undefined, password: undefined, database: undefined };
}

function engineOf({ type, database, location }: Record<string, unknown> & { type?: string }, journal: string): Engine {
  const file = [database, location].find((value): value is string => typeof value === 'string' && value !== ':memory:');
  switch (type) {
    case 'postgres': return postgresEngine(journal);
    case 'mysql': case 'mariadb': return mysqlEngine(journal);
    case 'sqljs': return sqliteEngine(journal, typeof location === 'string' ? location : undefined);
    case 'better-sqlite3': case 'sqlite': return sqliteEngine(journal, file);
    default:
      throw new Stop({ code: 'BACKEND_RUN_NO_SOURCE', severity: 'error', message: `migrations of a ${String(type)} data source cannot be run`, help: 'PostgreSQL, MySQL, MariaDB and SQLite (better-sqlite3, sqlite, sqljs) can.' });
  }
}

function labelOf({ type, url, host, port, database, location }: Record<string, unknown>): string {
  if (typeof url === 'string') return redactConnection(url);
  if (typeof host === 'string') return `${String(type)}://${host}${port === undefined ? '' : `:${String(port)}`}/${String(database ?? '')}`;
  return `${String(type)}:${String(location ?? (typeof database === 'string' ? database : 'memory'))}`;
}
