import type { Aggregate, Collation, CompositeType, Domain, EnumType, RangeType, Routine, TextSearchObject } from './types-and-routines';
import type { DefaultPrivilege, Extension, Schema } from './namespaces';
import type { EventTrigger, Policy, Publication, Rule, Subscription, Trigger } from './behaviour';
import type { Constraint, Index, Sequence, StatisticsObject, Table, View } from './relations';
import type { ForeignDataWrapper, ForeignServer, UserMapping } from './foreign-data';

export type * from './types-and-routines';
export type * from './namespaces';
export type * from './behaviour';
export type * from './relations';
export type * from './foreign-data';
export type * from './object';

/**
 * What a PostgreSQL database holds, as facts: every object a plain value with a stable identity, every
 * list in one order whatever the order of creation. Objects that belong to an extension or to PostgreSQL
 * itself are left out. Text that PostgreSQL prints (definitions, expressions, types) was printed with an
 * empty search_path, so every name in it is qualified.
 */
export interface Catalog {
  readonly format: 1;
  /** `server_version_num`: 150020 is 15.20. */
  readonly serverVersion: number;
  /** The role that read it: the owner of what a migration will create. */
  readonly currentUser: string;
  readonly schemas: readonly Schema[];
  readonly extensions: readonly Extension[];
  /** Ordinary, partitioned and foreign tables. */
  readonly tables: readonly Table[];
  readonly constraints: readonly Constraint[];
  /** With those that stand behind constraints (`constraint` is set). */
  readonly indexes: readonly Index[];
  /** Without those that stand behind identity columns. */
  readonly sequences: readonly Sequence[];
  readonly statistics: readonly StatisticsObject[];
  /** Views and materialized views. */
  readonly views: readonly View[];
  readonly enums: readonly EnumType[];
  readonly domains: readonly Domain[];
  readonly composites: readonly CompositeType[];
  readonly ranges: readonly RangeType[];
  /** Functions and procedures. */
  readonly routines: readonly Routine[];
  readonly aggregates: readonly Aggregate[];
  readonly collations: readonly Collation[];
  readonly textSearch: readonly TextSearchObject[];
  readonly triggers: readonly Trigger[];
  readonly eventTriggers: readonly EventTrigger[];
  readonly rules: readonly Rule[];
  readonly policies: readonly Policy[];
  readonly publications: readonly Publication[];
  readonly subscriptions: readonly Subscription[];
  readonly foreignDataWrappers: readonly ForeignDataWrapper[];
  readonly servers: readonly ForeignServer[];
  readonly userMappings: readonly UserMapping[];
  readonly defaultPrivileges: readonly DefaultPrivilege[];
  /** Kinds of user objects found that this model does not describe: `operator public.===(integer, integer)`. */
  readonly unsupported: readonly string[];
  readonly dependencies: readonly Dependency[];
}

/** `from` cannot exist without `to`; both are `id`s. Columns and defaults count as objects of their own. */
export interface Dependency {
  readonly from: string;
  readonly to: string;
}
