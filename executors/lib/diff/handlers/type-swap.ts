import type { QualifiedName, SchemaObject } from '../../catalog/catalog';
import { quoteIdentifier } from '../../catalog/quote';
import { change, type Change } from '../change';
import type { DiffContext } from '../context';
import { drop, target } from '../targets';

/** Whether a type that goes and comes anew is held by columns, which must change from the one to the other. */
export function isSwapped(type: SchemaObject, { anew }: DiffContext): boolean {
  return anew.has(type.id);
}

/** The old type under another name, while columns move over to the new one. */
function aside(type: QualifiedName): QualifiedName {
  return { schema: type.schema, name: `${Buffer.from(type.name).subarray(0, 57).toString()}__old` };
}

/** CREATE of a type; one that comes anew first pushes the old one aside. */
export function createType(type: SchemaObject, sql: string, context: DiffContext): Change[] {
  if (!isSwapped(type, context)) return [change('create', type, sql)];
  const old = context.from.objects.get(type.id) as SchemaObject;
  return [change('create', type, [`ALTER ${target(old)} RENAME TO ${quoteIdentifier(aside(type).name)}`, sql])];
}

export function dropType(type: SchemaObject, context: DiffContext): Change[] {
  if (!isSwapped(type, context)) return [change('drop', type, drop(type))];
  return [change('drop', { kind: type.kind, id: swappedId(type.id) }, drop({ ...type, ...aside(type) } as SchemaObject))];
}

/** Stands for the old type while both exist. */
export function swappedId(id: string): string {
  return `old:${id}`;
}
