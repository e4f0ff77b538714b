import type { Catalog, Table } from '../../catalog/catalog';

/** Bytes of a name that PostgreSQL keeps. */
const LIMIT = 63;

/**
 * A name that no relation of the schema has: `orders_user_id_idx`, as PostgreSQL itself would choose.
 * @param given names given already, `schema\0name`
 */
export function indexName(catalog: Catalog, { schema, name }: Table, columns: readonly string[], given: ReadonlySet<string>): string {
  const taken = new Set([...catalog.indexes, ...catalog.tables, ...catalog.sequences, ...catalog.views].filter((relation) => relation.schema === schema).map((relation) => relation.name));
  for (let n = 0; ; n++) {
    const ending = n === 0 ? '_idx' : `_idx${n}`;
    const found = `${cut(`${name}_${columns.join('_')}`, LIMIT - ending.length)}${ending}`;
    if (!taken.has(found) && !given.has(`${schema}\0${found}`)) return found;
  }
}

/** Never in the middle of a character. */
function cut(text: string, bytes: number): string {
  let short = text;
  while (Buffer.byteLength(short) > bytes) short = [...short].slice(0, -1).join('');
  return short;
}
