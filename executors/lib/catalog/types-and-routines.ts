import type { Owned, SchemaObject } from './object';

export interface EnumType extends SchemaObject, Owned {
  readonly kind: 'enum';
  /** In their order. */
  readonly values: readonly string[];
}

export interface Domain extends SchemaObject, Owned {
  readonly kind: 'domain';
  readonly baseType: string;
  readonly collation: string | null;
  readonly default: string | null;
  readonly notNull: boolean;
  readonly constraints: readonly DomainConstraint[];
}

export interface DomainConstraint {
  readonly name: string;
  /** `CHECK ((VALUE > 0))` */
  readonly definition: string;
  readonly validated: boolean;
  readonly comment: string | null;
}

export interface CompositeType extends SchemaObject, Owned {
  readonly kind: 'composite';
  readonly attributes: readonly Attribute[];
}

export interface Attribute {
  readonly name: string;
  readonly type: string;
  readonly collation: string | null;
  readonly comment: string | null;
}

export interface RangeType extends SchemaObject, Owned {
  readonly kind: 'range';
  readonly subtype: string;
  readonly operatorClass: string | null;
  readonly collation: string | null;
  readonly canonical: string | null;
  readonly subtypeDiff: string | null;
  /** Its multirange (14 on), in the same schema unless qualified. */
  readonly multirange: string | null;
}

export interface Routine extends SchemaObject, Owned {
  readonly kind: 'function' | 'procedure';
  /** Types of the arguments that identify it: `integer, text[]`. */
  readonly signature: string;
  /** `pg_get_function_arguments`: with names and defaults. */
  readonly arguments: string;
  /** `pg_get_function_result`; `null` for a procedure. */
  readonly returns: string | null;
  readonly language: string;
  readonly volatility: 'immutable' | 'stable' | 'volatile';
  readonly strict: boolean;
  readonly securityDefiner: boolean;
  readonly leakproof: boolean;
  readonly parallel: 'safe' | 'restricted' | 'unsafe';
  /** `SET` clauses: `search_path=pg_catalog`. */
  readonly settings: readonly string[];
  /** `BEGIN ATOMIC` or `RETURN`: PostgreSQL knows what the body uses. */
  readonly sqlBody: boolean;
  /** The quoted body; `null` with `sqlBody`. */
  readonly body: string | null;
  /** `pg_get_functiondef`: `CREATE OR REPLACE FUNCTION …`. */
  readonly definition: string;
}

export interface Aggregate extends SchemaObject, Owned {
  readonly kind: 'aggregate';
  readonly signature: string;
  /** How the arguments are written: `integer ORDER BY text`, `*`. */
  readonly arguments: string;
  /** Options of CREATE AGGREGATE in their order: `SFUNC = public.add`. */
  readonly options: readonly string[];
}

export interface Collation extends SchemaObject {
  readonly kind: 'collation';
  readonly owner: string;
  /** Options of CREATE COLLATION: `provider = icu`. */
  readonly options: readonly string[];
}

export interface TextSearchObject extends SchemaObject {
  readonly kind: 'text-search-configuration' | 'text-search-dictionary' | 'text-search-parser' | 'text-search-template';
  /** `null` for parsers and templates. */
  readonly owner: string | null;
  /** Options of CREATE TEXT SEARCH …: `TEMPLATE = pg_catalog.simple`. */
  readonly options: readonly string[];
  /** Of a configuration: token type to dictionaries. */
  readonly mappings: readonly { readonly token: string; readonly dictionaries: readonly string[] }[];
}
