import type { QualifiedName, SchemaObject } from '../../catalog/catalog';
import { qualify, quoteIdentifier } from '../../catalog/quote';
import { change, type Change } from '../change';
import type { DiffContext } from '../context';
import type { TableColumn } from '../facts';
import { drop, target } from '../targets';

/** The old type under another name, while columns move over to the new one. */
function aside(type: QualifiedName): QualifiedName {
  return { schema: type.schema, name: `${Buffer.from(type.name).subarray(0, 57).toString()}__old` };
}

/** CREATE of a type; one that comes anew while columns hold it first pushes the old one aside. */
export function createType(type: SchemaObject, sql: string, context: DiffContext): Change[] {
  if (!context.anew.has(type.id)) return [change('create', type, sql)];
  const old = context.from.objects.get(type.id) as SchemaObject;
  if (type.kind !== 'range') return [change('create', type, [`ALTER ${target(old)} RENAME TO ${quoteIdentifier(aside(type).name)}`, sql])];
  // Its constructor functions would keep the name: the columns wait as text.
  const waiting = holders(type, context).map(({ table, name, default: value }) => {
    const alter = `ALTER TABLE ${qualify(table)} ALTER COLUMN ${quoteIdentifier(name)}`;
    return [...(value === null ? [] : [`${alter} DROP DEFAULT`]), `${alter} TYPE text USING ${quoteIdentifier(name)}::text`];
  });
  return [change('create', type, [...waiting.flat(), drop(old), sql])];
}

function holders({ id }: SchemaObject, { from, retyped }: DiffContext): TableColumn[] {
  return from.neededBy(id).filter((needed) => retyped.has(needed)).map((needed) => from.objects.get(needed) as TableColumn);
}

export function dropType(type: SchemaObject, context: DiffContext): Change[] {
  if (!context.anew.has(type.id)) return [change('drop', type, drop(type))];
  if (type.kind === 'range') return [];
  return [change('drop', { kind: type.kind, id: swappedId(type.id) }, drop({ ...type, ...aside(type) } as SchemaObject))];
}

/** Stands for the old type while both exist. */
export function swappedId(id: string): string {
  return `old:${id}`;
}
