import type { Index, IndexKey } from '../../catalog/catalog';
import { qualify } from '../../catalog/quote';

/** A key with everything that decides what it can serve, comparable as text. */
export function keyText({ column, expression, descending, nullsFirst, operatorClass, collation }: IndexKey): string {
  return JSON.stringify([column, expression, descending, nullsFirst, operatorClass, collation]);
}

/** True where a lookup by these columns can use the index: they are its leading columns, in any order, of all rows. */
export function servesLookup({ method, valid, predicate, keys }: Index, columns: readonly string[]): boolean {
  if (!valid || !(method === 'btree' || (method === 'hash' && columns.length === 1)) || predicate !== null) return false;
  const leading = keys.slice(0, columns.length).map(({ column }) => column);
  return leading.length === columns.length && columns.every((column) => leading.includes(column));
}

/** Everything but the name. */
export function indexText({ method, unique, nullsNotDistinct, keys, include, predicate }: Index): string {
  return JSON.stringify([method, unique, nullsNotDistinct, keys.map(keyText), [...include].sort(), predicate]);
}

export function dropIndex(index: Index): string {
  return `DROP INDEX CONCURRENTLY ${qualify(index)};`;
}

/** `8 kB`, `12 MB`: for messages. */
export function bytesText(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value >= 10 || unit === 0 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}
