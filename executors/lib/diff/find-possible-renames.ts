import type { PlanNote } from './change';
import type { DiffContext } from './context';
import type { Table } from '../catalog/catalog';
import { qualify } from '../catalog/quote';

/** A table or column that goes while one of the same shape comes: asked about, never assumed. */
export function findPossibleRenames({ from, to }: DiffContext): PlanNote[] {
  const gone = from.catalog.tables.filter(({ id }) => !to.objects.has(id));
  const come = to.catalog.tables.filter(({ id }) => !from.objects.has(id));
  const tables = gone.flatMap((old) => come.filter((fresh) => shape(fresh) === shape(old)).map((fresh) => note(old.id, qualify(old), qualify(fresh))));
  const columns = to.catalog.tables.flatMap((table) => {
    const before = from.objects.get(table.id) as Table | undefined;
    if (before === undefined) return [];
    const fresh = table.columns.filter(({ id }) => !from.objects.has(id));
    return before.columns.filter(({ id }) => !to.objects.has(id)).flatMap((old) => fresh
      .filter(({ type }) => type === old.type).map((column) => note(old.id, `${qualify(table)}.${old.name}`, `${qualify(table)}.${column.name}`)));
  });
  return [...tables, ...columns];
}

function shape({ columns }: Table): string {
  return JSON.stringify(columns.map(({ name, type }) => [name, type]).sort());
}

function note(object: string, old: string, fresh: string): PlanNote {
  return {
    code: 'possible-rename', object, message: `${old} goes and ${fresh} of the same shape comes: that may be a rename, and dropping loses the values`,
    help: `Say --rename=${old}:${fresh} if it is one`,
  };
}
