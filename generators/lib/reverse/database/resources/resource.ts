import type { Column, Relation } from '../database';

/** A table or view as an API shows it. */
export interface Resource {
  readonly relation: Relation;
  /** Tag and file of its handlers and queries: `customers`, `sales-customers`. */
  readonly tag: string;
  /** `/customers`, `/sales/customers` */
  readonly path: string;
  /** Class of its entity and schema of its rows: `Customer`. */
  readonly entity: string;
  /** File of its entity: `customer`. */
  readonly entityFile: string;
  /** Const of its queries: `customers`. */
  readonly variable: string;
  /** For sentences: `customer`, `customers`. */
  readonly singular: string;
  readonly plural: string;
  /** In the order of the columns. */
  readonly properties: readonly Property[];
  /** In the order of the primary key; empty: rows cannot be addressed. */
  readonly key: readonly Property[];
  readonly operations: readonly ResourceOperation[];
  readonly toOne: readonly ToOne[];
  readonly toMany: readonly ToMany[];
}

export type Verb = 'list' | 'create' | 'get' | 'replace' | 'update' | 'delete';

export interface ResourceOperation {
  readonly verb: Verb;
  readonly operationId: string;
}

/** A column as a property of JSON and of the entity. */
export interface Property {
  /** `customerId` */
  readonly name: string;
  readonly column: Column;
  /** Whether a new row names it. */
  readonly create: 'required' | 'optional' | 'never';
  /** A row's key stays as it is. */
  readonly update: boolean;
  /** Name of the query parameter that filters by it. */
  readonly filter: string;
}

/** `@ManyToOne`, or `@OneToOne` where the key is unique. */
export interface ToOne {
  readonly name: string;
  readonly target: Resource;
  readonly unique: boolean;
  readonly nullable: boolean;
  readonly onDelete: string | undefined;
  readonly columns: readonly { readonly column: string; readonly references: string }[];
  /** Property of the target that leads back. */
  readonly inverse: string;
}

/** The other side of a `ToOne`. */
export interface ToMany {
  readonly name: string;
  readonly source: Resource;
  readonly unique: boolean;
  readonly inverse: string;
}

/** Whether a row can be created, changed and deleted. */
export function isWritable({ operations }: Resource): boolean {
  return operations.some(({ verb }) => verb === 'create' || verb === 'delete');
}
