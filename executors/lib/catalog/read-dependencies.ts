import type { Catalog, Dependency } from './catalog';
import { objectId } from './identity';
import type { Reader } from './reader';

interface Row { class: number; object: number; part: number; toClass: number; to: number; toPart: number }

/** `pg_depend` between the objects of the model, with what the model itself says: a column needs its table. */
export async function readDependencies(reader: Reader, catalog: Pick<Catalog, 'tables' | 'views'>): Promise<Dependency[]> {
  const rows = await reader.rows<Row>(`
    SELECT d.classid::bigint AS class, d.objid::bigint AS object, d.objsubid AS part, d.refclassid::bigint AS "toClass", d.refobjid::bigint AS "to", d.refobjsubid AS "toPart"
    FROM pg_depend d WHERE d.objid >= 16384 AND d.refobjid >= 16384 AND d.deptype IN ('n', 'a', 'i', 'x')`);
  const found = new Map<string, Dependency>();
  const add = (from: string | undefined, to: string | undefined) => {
    if (from === undefined || to === undefined || from === to) return;
    found.set(`${from}\n${to}`, { from, to });
  };
  for (const { class: classId, object, part, toClass, to, toPart } of rows) {
    add(reader.recall(classId, object, part) ?? reader.recall(classId, object), reader.recall(toClass, to, toPart) ?? reader.recall(toClass, to));
  }
  for (const relation of [...catalog.tables, ...catalog.views]) for (const column of relation.columns) add(column.id, relation.id);
  for (const table of catalog.tables) {
    for (const parent of [...table.inherits, ...(table.partitionOf ? [table.partitionOf] : [])]) add(table.id, objectId('table', parent));
  }
  return [...found.values()].sort((a, b) => (a.from === b.from ? compare(a.to, b.to) : compare(a.from, b.from)));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
