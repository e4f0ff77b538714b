import { createRequire } from 'node:module';
import type { Migration, MigrationExecutor } from 'typeorm';
import type { MigrationClass } from './run-class';
import type { UserDataSource, UserQueryRunner } from './query-runner';

/** TypeORM's own bookkeeping, so that its command line agrees with us afterwards. */
export interface Bookkeeping {
  /** `migrationsTransactionMode` of the data source, where it says one. */
  readonly transactionMode: 'all' | 'each' | 'none' | undefined;
  /** By timestamp. */
  all(): Promise<readonly TypeormMigration[]>;
  /** The last applied first. */
  executed(): Promise<readonly TypeormMigration[]>;
  createTables(): Promise<void>;
  insert(migration: TypeormMigration): Promise<void>;
  remove(migration: TypeormMigration): Promise<void>;
}

export interface TypeormMigration {
  readonly name: string;
  readonly timestamp: number;
  readonly instance?: MigrationClass;
  readonly raw: Migration;
}

/** Protected, but the same in 0.3.20 to 1.x. */
interface Inner {
  getMigrations(): readonly Migration[];
  createMigrationsTableIfNotExist(runner: UserQueryRunner): Promise<void>;
}

/** @param file the data source's file, or any that resolves the same TypeORM */
export function bookkeeping(source: UserDataSource, runner: UserQueryRunner, file: string): Bookkeeping {
  const typeorm = createRequire(file)('typeorm') as typeof import('typeorm');
  const executor: MigrationExecutor = new typeorm.MigrationExecutor(source, runner);
  const inner = executor as unknown as Inner;
  const wrap = (raw: Migration): TypeormMigration => ({ name: raw.name, timestamp: raw.timestamp, raw, ...(raw.instance ? { instance: raw.instance as unknown as MigrationClass } : {}) });
  return {
    transactionMode: source.options.migrationsTransactionMode,
    all: async () => inner.getMigrations().map(wrap),
    executed: async () => (await executor.getExecutedMigrations()).map(wrap),
    async createTables() {
      await inner.createMigrationsTableIfNotExist(runner);
      const builder = source.driver.createSchemaBuilder() as { createMetadataTableIfNecessary?(runner: UserQueryRunner): Promise<void> };
      await builder.createMetadataTableIfNecessary?.(runner);
    },
    insert: ({ raw }) => executor.insertMigration(raw),
    remove: ({ raw }) => executor.deleteMigration(raw),
  };
}
