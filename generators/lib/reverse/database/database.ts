/** What databases are read from and written for. */
export type Dialect = 'postgres' | 'mysql' | 'sqlite';

/** Tables and views of a database, reduced to what an API over them needs. */
export interface Database {
  readonly dialect: Dialect;
  /** Ordered by schema and name. */
  readonly relations: readonly Relation[];
}

export interface Relation {
  /** `public`; undefined where the dialect has none (SQLite), or where there is one alone (MySQL). */
  readonly schema: string | undefined;
  readonly name: string;
  readonly kind: 'table' | 'view';
  readonly comment: string | undefined;
  /** In the order of the table. */
  readonly columns: readonly Column[];
  /** In the order of the key; empty: none. */
  readonly primaryKey: readonly string[];
  readonly uniques: readonly Unique[];
  readonly foreignKeys: readonly ForeignKey[];
  /** Other constraints whose violation names columns: the primary key, CHECK, exclusion, those of partitions and domains. */
  readonly checks: readonly Unique[];
}

export interface Unique {
  readonly name: string;
  readonly columns: readonly string[];
}

export interface ForeignKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly schema: string | undefined;
  readonly table: string;
  readonly references: readonly string[];
  /** `NO ACTION`, `CASCADE`, … */
  readonly onDelete: string | undefined;
}

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** The default's expression as the database prints it. */
  readonly default: string | undefined;
  /** `sequence`: numbered by the database (serial, identity, AUTO_INCREMENT, rowid); `expression`: GENERATED ALWAYS AS. */
  readonly generated: 'sequence' | 'identity-always' | 'identity' | 'expression' | undefined;
  readonly comment: string | undefined;
}

/** What a value is, to JSON and to TypeORM. */
export interface ColumnType {
  readonly kind: ValueKind;
  /** TypeORM's column type: `character varying`, `int`. */
  readonly orm: string;
  readonly length?: number;
  readonly precision?: number;
  readonly scale?: number;
  /** Bounds of an integer type. */
  readonly minimum?: number;
  readonly maximum?: number;
  readonly unsigned?: boolean;
  /** Of an enum or set: its values, and its name where it has one. */
  readonly values?: readonly string[];
  readonly enumName?: { readonly schema: string | undefined; readonly name: string };
  /** A PostgreSQL array of the type. */
  readonly array?: boolean;
  /** As the database writes it, for people: `public.geometry(Point,4326)`. */
  readonly native: string;
}

/**
 * `opaque` is a type that has no writable form in JSON here (tsvector, geometry, composites): read as text, never written.
 * `bigint` and `decimal` are strings, as JavaScript's numbers lose digits of them.
 */
export type ValueKind =
  | 'integer' | 'bigint' | 'number' | 'decimal' | 'boolean' | 'string' | 'uuid' | 'date' | 'time' | 'timestamp' | 'interval'
  | 'json' | 'bytes' | 'enum' | 'set' | 'opaque';
