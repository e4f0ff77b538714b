import { createHash } from 'node:crypto';
import type { Catalog } from './catalog';

/** A catalog as the text of a `catalog.json`: the same catalog gives the same bytes. */
export function writeCatalogJson(catalog: Catalog): string {
  return `${JSON.stringify(catalog, null, 1)}\n`;
}

/** A text that is no catalog, or one of a later version. */
export class CatalogFormatError extends Error {
  override readonly name = 'CatalogFormatError';
}

/** @throws CatalogFormatError */
export function parseCatalogJson(text: string): Catalog {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new CatalogFormatError(`not valid JSON: ${(error as Error).message}`);
  }
  const { format, serverVersion, tables, dependencies } = (typeof value === 'object' && value !== null ? value : {}) as Partial<Record<keyof Catalog, unknown>>;
  if (format !== 1) throw new CatalogFormatError(format === undefined ? 'not a catalog: it has no "format"' : `a catalog of format ${String(format)}, this version reads format 1`);
  if (typeof serverVersion !== 'number' || !Array.isArray(tables) || !Array.isArray(dependencies)) throw new CatalogFormatError('a catalog without "serverVersion", "tables" or "dependencies"');
  return value as Catalog;
}

/** Facts of the moment, not of the schema. */
const MOMENTARY: ReadonlySet<string> = new Set(['size', 'lastValue', 'currentUser', 'serverVersion', 'position']);

/** A digest of the schema: equal for equal schemas, whatever the rows, sizes and the reading role. */
export function fingerprintCatalog(catalog: Catalog): string {
  const text = JSON.stringify(catalog, (name, value: unknown) => (MOMENTARY.has(name) ? undefined : value));
  return createHash('sha256').update(text).digest('hex');
}
