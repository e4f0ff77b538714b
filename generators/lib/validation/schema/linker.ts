import type { Name } from '../../code';
import type { ModuleScope } from '../module-scope';
import type { SchemaNode } from './node';
import type { DispatchTable } from './discriminators';

/** Which reading of a schema a function checks. */
export interface Variant {
  readonly direction: 'request' | 'response';
  /** Files stand in for binary strings (multipart bodies). */
  readonly files: boolean;
}

/** What emitters need to know beyond the node at hand; the compiler provides it. */
export interface Linker {
  readonly typed: boolean;
  /** The schema at a canonical pointer. */
  node(pointer: string): SchemaNode;
  /** A function that checks the schema at `pointer`, imported into `scope`. `plain`: without dispatching to heirs. */
  shared(pointer: string, variant: Variant, plain: boolean, scope: ModuleScope): { name: Name; recursive: boolean };
  /** A function for an inline schema, in `scope` itself. */
  inner(node: SchemaNode, from: { scope: ModuleScope; variant: Variant; recursive: boolean }, withheld: ReadonlySet<string>): Name;
  /** Schemas that accept everything need no code. */
  isTrivial(node: SchemaNode): boolean;
  /** Small enough to repeat wherever it is referred to. */
  isLight(pointer: string): boolean;
  /** Not to be sent in this direction: readOnly in requests, writeOnly in responses. */
  isWithheld(node: SchemaNode, variant: Variant): boolean;
  /** Names of properties, anywhere in the schema's composition, that are not to be sent in this direction. */
  withheldNames(node: SchemaNode, variant: Variant): ReadonlySet<string>;
  /** How a oneOf/anyOf is decided by a property's value; undefined when it is not. */
  unionTable(node: SchemaNode, branches: readonly SchemaNode[]): DispatchTable | undefined;
  /** How a parent schema hands over to the heirs that have it in their allOf. */
  heirTable(pointer: string): DispatchTable | undefined;
  /** Whether `pointer` is among the heirs of `ancestor`. */
  inherits(pointer: string, ancestor: string): boolean;
}
