import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Side } from '../typeorm/protocol';

/** What the text of an option means. */
export type SourceKind =
  | { readonly kind: 'data-source'; readonly file: string; readonly exportName?: string; readonly side: Side }
  | { readonly kind: 'sql'; readonly files: readonly string[] }
  | { readonly kind: 'connection'; readonly connection: string }
  | { readonly kind: 'pglite'; readonly folder: string }
  | { readonly kind: 'catalog'; readonly file: string }
  | { readonly kind: 'unknown'; readonly reason: 'missing' | 'empty' | 'kind' | 'database' };

/**
 * Tells a source by its text: a connection by its scheme, a PGlite data directory by its PG_VERSION,
 * the rest by the ending. `migrations:` before a data source means its migrations, `#name` after it one
 * of several exports.
 * @param root folder that paths are relative to
 */
export function sourceKind(text: string, root: string): SourceKind {
  if (/^postgres(?:ql)?:\/\//i.test(text)) return { kind: 'connection', connection: text };
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(text)) return { kind: 'unknown', reason: 'database' };
  const [, side = 'entities', rest = text] = /^(entities|migrations):(.+)$/.exec(text) ?? [];
  const [, file = rest, exportName] = /^(.*)#([\w$]+)$/.exec(rest) ?? [];
  const place = path.resolve(root, file);
  if (!existsSync(place)) return { kind: 'unknown', reason: 'missing' };
  if (statSync(place).isDirectory()) {
    if (existsSync(path.join(place, 'PG_VERSION'))) return { kind: 'pglite', folder: place };
    const files = sqlFiles(place);
    return files.length > 0 ? { kind: 'sql', files } : { kind: 'unknown', reason: 'empty' };
  }
  if (/\.[cm]?[jt]s$/.test(place)) return { kind: 'data-source', file: place, side: side as Side, ...(exportName !== undefined && { exportName }) };
  if (place.endsWith('.json')) return { kind: 'catalog', file: place };
  return place.endsWith('.sql') ? { kind: 'sql', files: [place] } : { kind: 'unknown', reason: 'kind' };
}

/** The `.sql` files of a folder and those below it, in the order of their paths; rollback scripts are not part of a schema. */
function sqlFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.sql') && !entry.name.endsWith('.down.sql'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort((a, b) => (a < b ? -1 : 1));
}
