import type { ObjectKind, QualifiedName } from './object';
import { qualify, quoteIdentifier } from './quote';

/** `table:public.users`, `function:public.add(integer, integer)`: see `CatalogObject.id`. */
export function objectId(kind: ObjectKind, name: QualifiedName, signature?: string): string {
  return `${kind}:${qualify(name)}${signature === undefined ? '' : `(${signature})`}`;
}

/** Of an object that has no schema: `extension:citext`. */
export function globalId(kind: ObjectKind, name: string): string {
  return `${kind}:${quoteIdentifier(name)}`;
}

/** Of a part of a relation: `column:public.users.email`, `trigger:public.users.touch`. */
export function partId(kind: ObjectKind, relation: QualifiedName, name: string): string {
  return `${kind}:${qualify(relation)}.${quoteIdentifier(name)}`;
}
