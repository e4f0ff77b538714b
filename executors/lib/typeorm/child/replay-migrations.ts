import path from 'node:path';
import type { DataSourceRequest, ReplayedMigration } from '../protocol';
import { timestampOf } from './describe-source';
import { fileOfClass } from './file-of-class';
import type { UserDataSource } from './typeorm-types';

type Migration = UserDataSource['migrations'][number];

/**
 * Runs all migrations in TypeORM's own order, each in a transaction unless it says otherwise, and
 * remembers what each of them sent.
 * @param hear is told every statement too
 */
export async function replayMigrations(source: UserDataSource, request: DataSourceRequest, hear: (query: string) => void): Promise<readonly ReplayedMigration[]> {
  const replayed: ReplayedMigration[] = [];
  let current: string[] | undefined;
  source.logger.logQuery = (query: string) => {
    hear(query);
    if (!OWN.test(query)) current?.push(query);
  };
  for (const migration of source.migrations as Migration[]) {
    const up = migration.up.bind(migration);
    migration.up = async (runner) => {
      const statements: string[] = (current = []);
      try {
        return await up(runner);
      } finally {
        current = undefined;
        replayed.push(describe(migration, statements, request, inTransactions(source)));
      }
    };
  }
  // `each` takes the word of every migration; `all` refuses those that have one.
  await source.runMigrations({ transaction: inTransactions(source) ? 'each' : 'none' });
  return replayed;
}

/** `migrationsTransactionMode: 'none'`: CONCURRENTLY needs no word of the class's own. */
function inTransactions({ options }: UserDataSource): boolean {
  return options.migrationsTransactionMode !== 'none';
}

/** What TypeORM itself adds when a migration begins transactions. */
const OWN = /^(?:START TRANSACTION|COMMIT|ROLLBACK|SAVEPOINT|RELEASE SAVEPOINT)\b/;

function describe(migration: Migration, statements: readonly string[], { root }: DataSourceRequest, transaction: boolean): ReplayedMigration {
  const file = fileOfClass(migration.constructor);
  return {
    name: migration.name ?? migration.constructor.name, timestamp: timestampOf(migration), statements,
    transaction: migration.transaction ?? transaction, ...(file !== undefined && { file: path.relative(root, file).split(path.sep).join('/') }),
  };
}
