import type { Diagnostic } from '../../../generators/lib/diagnostics';
import type { Catalog } from '../catalog/catalog';

/** What the child that loads a data source is asked; plain data, it crosses a process boundary. */
export interface DataSourceRequest {
  /** Absolute path of the file that exports the data source. */
  readonly file: string;
  /** Name of its export, where there are several. */
  readonly exportName?: string;
  /** Absolute path of the workspace: positions are relative to it, and so are globs that match there. */
  readonly root: string;
  /** A PostgreSQL or MySQL server where scratch databases may be made; embedded or in memory when absent. */
  readonly shadow?: string;
  readonly task: Task;
  /** Compile with types: slower, and needed where a column's type is an alias of another file. */
  readonly typed?: boolean;
}

/** Of a PostgreSQL data source: catalogs of what its entities and its migrations make. */
export interface CatalogTask {
  readonly kind: 'catalogs';
  readonly sides: readonly Side[];
  /** What to do when it is not for PostgreSQL. */
  readonly otherwise?: StatementsTask;
}

/** Of a MySQL, MariaDB or SQLite data source: the statements between what is there and its entities. */
export interface StatementsTask {
  readonly kind: 'statements';
  /** A live database whose structure is the start; the migrations are when absent. */
  readonly connection?: string;
  readonly renames: readonly Rename[];
}

/** Only what the data source says of itself. */
export interface DescribeTask {
  readonly kind: 'describe';
}

export type Task = CatalogTask | StatementsTask | DescribeTask;
export type Side = 'entities' | 'migrations';

/** `--rename=users.name:users.full_name` */
export interface Rename {
  readonly table: string;
  /** Absent: the table itself is renamed. */
  readonly column?: string;
  readonly to: string;
}

/** What the child answers. Errors among the diagnostics mean that the rest may be missing. */
export interface DataSourceReply {
  readonly diagnostics: readonly Diagnostic[];
  /** A column's type was not known without types: ask again with `typed`. */
  readonly needsTypes?: boolean;
  readonly description?: DataSourceDescription;
  readonly catalogs?: Partial<Record<Side, Catalog>>;
  /** What the replay of the migrations ran, in its order. */
  readonly migrations?: readonly ReplayedMigration[];
  readonly statements?: StatementsDifference;
}

export interface DataSourceDescription {
  /** TypeORM's name of the database: `postgres`, `mysql`, `better-sqlite3`. */
  readonly type: string;
  readonly typeormVersion: string;
  readonly entities: number;
  readonly migrations: number;
  /** Names of TypeORM's own tables: they are never part of a difference. */
  readonly bookkeeping: { readonly migrations: string; readonly metadata: string; readonly schema?: string };
  /** Entities and indexes that say `synchronize: false`. */
  readonly unsynchronized: { readonly tables: readonly string[]; readonly indexes: readonly string[] };
  /** Folder of the latest migration's file, relative to the workspace. */
  readonly migrationsFolder?: string;
}

export interface ReplayedMigration {
  readonly name: string;
  readonly timestamp: number;
  /** False: it asks TypeORM to run it outside a transaction. */
  readonly transaction: boolean;
  /** Relative to the workspace, where it is known. */
  readonly file?: string;
  readonly statements: readonly string[];
}

/** A difference as TypeORM's statements, proved on a scratch database. */
export interface StatementsDifference {
  readonly up: readonly string[];
  readonly down: readonly string[];
  /** Statements that TypeORM would repeat for ever: running them changes nothing. */
  readonly ignored: readonly string[];
  /** Tables and columns that go with their rows: `users`, `users.name`. */
  readonly dropped: readonly string[];
  readonly proof: { readonly reached: boolean; readonly reverted: boolean; readonly left: readonly string[] };
}
