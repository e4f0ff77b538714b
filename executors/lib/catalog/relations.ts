import type { CatalogObject, Grant, Owned, QualifiedName, SchemaObject } from './object';

export interface Table extends SchemaObject, Owned {
  readonly kind: 'table' | 'foreign-table';
  readonly persistence: 'permanent' | 'unlogged' | 'temporary';
  /** `RANGE (created_at)`; `null` unless partitioned. */
  readonly partitionKey: string | null;
  /** The partitioned table it belongs to, with `FOR VALUES …` or `DEFAULT`. */
  readonly partitionOf: (QualifiedName & { readonly bound: string }) | null;
  /** Parents by INHERITS, in their order; without `partitionOf`. */
  readonly inherits: readonly QualifiedName[];
  /** `CREATE TABLE … OF type`. */
  readonly ofType: string | null;
  /** Storage parameters: `fillfactor=70`. */
  readonly options: readonly string[];
  /** `null` is the default one. */
  readonly accessMethod: string | null;
  readonly tablespace: string | null;
  readonly rowSecurity: boolean;
  readonly forceRowSecurity: boolean;
  readonly replicaIdentity: 'default' | 'nothing' | 'full' | 'index';
  readonly replicaIdentityIndex: string | null;
  /** Of a foreign table. */
  readonly server: string | null;
  /** Of a foreign table: `name=value`. */
  readonly foreignOptions: readonly string[];
  /** In the order of the table. */
  readonly columns: readonly Column[];
  /** From the planner's statistics; only when asked for. */
  readonly size?: RelationSize;
}

export interface RelationSize {
  /** `reltuples`; -1 before the first ANALYZE. */
  readonly rows: number;
  readonly bytes: number;
  /** Scans since the statistics were reset. */
  readonly scans: number | null;
}

export interface Column extends CatalogObject {
  readonly kind: 'column';
  /** `attnum`; not compared. */
  readonly position: number;
  /** `character varying(100)`, `public.status[]`. */
  readonly type: string;
  readonly notNull: boolean;
  /** Name of the NOT NULL constraint where it is not the one PostgreSQL picks (18 on). */
  readonly notNullName: string | null;
  /** NOT NULL is declared NO INHERIT (18 on). */
  readonly notNullNoInherit: boolean;
  /** NOT NULL holds for old rows too (false: NOT VALID, 18 on). */
  readonly notNullValidated: boolean;
  /** The default's expression; `null` for identity and generated columns. */
  readonly default: string | null;
  readonly identity: Identity | null;
  readonly generated: { readonly kind: 'stored' | 'virtual'; readonly expression: string } | null;
  /** Qualified and quoted; `null` is the type's own. */
  readonly collation: string | null;
  /** `null` is the type's own. */
  readonly storage: 'plain' | 'external' | 'extended' | 'main' | null;
  readonly compression: 'pglz' | 'lz4' | null;
  /** `ALTER COLUMN … SET STATISTICS`; -1 is the default. */
  readonly statistics: number;
  /** `n_distinct=5` */
  readonly options: readonly string[];
  readonly foreignOptions: readonly string[];
  /** Declared on this table; false: only inherited. */
  readonly local: boolean;
  readonly inherited: boolean;
  /** Privileges on this column alone. */
  readonly grants: readonly Grant[];
}

export interface Identity extends SequenceOptions {
  readonly always: boolean;
  readonly sequence: QualifiedName;
}

export interface SequenceOptions {
  readonly dataType: string;
  // Beyond 2^53: kept as text.
  readonly start: string;
  readonly increment: string;
  readonly minimum: string;
  readonly maximum: string;
  readonly cache: string;
  readonly cycle: boolean;
}

export interface Sequence extends SchemaObject, Owned, SequenceOptions {
  readonly kind: 'sequence';
  readonly persistence: 'permanent' | 'unlogged' | 'temporary';
  readonly ownedBy: (QualifiedName & { readonly column: string }) | null;
  /** The last value it gave; only when sizes are asked for. */
  readonly lastValue?: string | null;
}

export interface Constraint extends SchemaObject {
  readonly kind: 'constraint';
  readonly table: string;
  readonly type: 'primary' | 'unique' | 'foreign' | 'check' | 'exclusion';
  /** `pg_get_constraintdef`: `FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE`. */
  readonly definition: string;
  /** Names in the order of the key; those a CHECK mentions. */
  readonly columns: readonly string[];
  /** Of a foreign key. */
  readonly references: (QualifiedName & { readonly columns: readonly string[] }) | null;
  readonly onUpdate: ReferentialAction | null;
  readonly onDelete: ReferentialAction | null;
  readonly deferrable: boolean;
  readonly initiallyDeferred: boolean;
  readonly validated: boolean;
  /** False: NOT ENFORCED (18 on). */
  readonly enforced: boolean;
  readonly noInherit: boolean;
  readonly nullsNotDistinct: boolean;
  /** Declared on this table; false: only inherited. */
  readonly local: boolean;
  readonly inherited: boolean;
  /** `id` of the constraint of the partitioned table that it is a part of. */
  readonly parent: string | null;
  /** Name of the index behind it, in the table's schema. */
  readonly index: string | null;
}

export type ReferentialAction = 'NO ACTION' | 'RESTRICT' | 'CASCADE' | 'SET NULL' | 'SET DEFAULT';

export interface Index extends SchemaObject {
  readonly kind: 'index';
  readonly table: string;
  readonly method: string;
  readonly unique: boolean;
  readonly nullsNotDistinct: boolean;
  /** False: the rest of a failed CREATE INDEX CONCURRENTLY, or of ON ONLY. */
  readonly valid: boolean;
  /** `pg_get_indexdef`. */
  readonly definition: string;
  readonly keys: readonly IndexKey[];
  /** INCLUDE columns. */
  readonly include: readonly string[];
  /** WHERE. */
  readonly predicate: string | null;
  readonly options: readonly string[];
  readonly tablespace: string | null;
  /** `CLUSTER` remembers this index. */
  readonly clustered: boolean;
  /** `id` of the constraint it stands behind. */
  readonly constraint: string | null;
  /** `id` of the partitioned index that it is a part of. */
  readonly parent: string | null;
  /** `ALTER INDEX … ALTER COLUMN n SET STATISTICS`: number of the key to value. */
  readonly keyStatistics: readonly { readonly key: number; readonly value: number }[];
  readonly size?: RelationSize;
}

export interface IndexKey {
  /** `null` for an expression. */
  readonly column: string | null;
  readonly expression: string | null;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
  /** Qualified; `null` is the default one of the type. */
  readonly operatorClass: string | null;
  readonly collation: string | null;
}

/** `CREATE STATISTICS`. */
export interface StatisticsObject extends SchemaObject {
  readonly kind: 'statistics';
  readonly owner: string;
  readonly table: QualifiedName;
  readonly definition: string;
  readonly target: number;
}

export interface View extends SchemaObject, Owned {
  readonly kind: 'view' | 'materialized-view';
  /** The query, without a semicolon. */
  readonly definition: string;
  /** `security_barrier=true`, `check_option=local`, storage parameters. */
  readonly options: readonly string[];
  readonly columns: readonly ViewColumn[];
  /** False: WITH NO DATA. */
  readonly populated: boolean;
  readonly accessMethod: string | null;
  readonly tablespace: string | null;
  /** The state of a materialized view's replica identity is not kept; views have none. */
  readonly size?: RelationSize;
}

export interface ViewColumn extends CatalogObject {
  readonly kind: 'column';
  readonly type: string;
  readonly collation: string | null;
  /** A view's column may have a default of its own. */
  readonly default: string | null;
  readonly grants: readonly Grant[];
}
