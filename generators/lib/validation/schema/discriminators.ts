import type { SchemaNode } from './node';

/** Which schemas a value of the deciding property leads to. */
export interface DispatchTable {
  readonly propertyName: string;
  /** By value, in document order; more than one schema where the document gives them the same value. */
  readonly entries: ReadonlyMap<string, readonly SchemaNode[]>;
  /** For a value without an entry. */
  readonly fallback?: SchemaNode;
  /** For a value without the property; empty: the property is required. */
  readonly absent: readonly SchemaNode[];
}
