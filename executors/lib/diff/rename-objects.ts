import type { Catalog } from '../catalog/catalog';
import { qualify, quoteIdentifier } from '../catalog/quote';
import { readCatalog } from '../catalog/read-catalog';
import type { Shadow } from '../postgres/shadow';
import { buildOnShadow, makeRoles } from './build-on-shadow';
import type { PlannedStatement } from './change';

/** `users.name:users.full_name` or `users:people`, with `public` where no schema is said. */
export interface Rename {
  readonly schema: string;
  readonly table: string;
  /** `null`: the table itself. */
  readonly column: string | null;
  readonly newName: string;
}

/** A hint that cannot be followed, with the reason. */
export class RenameError extends Error {
  override readonly name = 'RenameError';
}

/**
 * Reads `old:new`. Each side is a table or a table's column; with a schema where it is not `public`.
 * @throws RenameError
 */
export function parseRename(hint: string, from: Catalog): Rename {
  const sides = hint.split(':');
  if (sides.length !== 2) throw new RenameError(`"${hint}" is not of the form old:new`);
  const [old, fresh] = sides.map((side) => side.split('.').map((part) => part.trim().replace(/^"(.*)"$/, '$1'))) as [string[], string[]];
  const table = (schema: string, name: string) => from.tables.find((t) => t.schema === schema && t.name === name);
  const candidates: Rename[] = [];
  const newName = fresh.at(-1)!;
  const add = (schema: string, name: string, column: string | null) => {
    const found = table(schema, name);
    if (found && (column === null || found.columns.some((c) => c.name === column))) candidates.push({ schema, table: name, column, newName });
  };
  if (old.length === 1) add('public', old[0]!, null);
  if (old.length === 2) {
    add('public', old[0]!, old[1]!);
    add(old[0]!, old[1]!, null);
  }
  if (old.length === 3) add(old[0]!, old[1]!, old[2]!);
  if (candidates.length === 0) throw new RenameError(`"${hint}" names neither a table nor a column of the source`);
  if (candidates.length > 1) throw new RenameError(`"${hint}" may mean a table or a column: write it with its schema`);
  return candidates[0]!;
}

export function renameStatement({ schema, table, column, newName }: Rename): PlannedStatement {
  const name = quoteIdentifier(newName);
  const sql = `ALTER TABLE ${qualify({ schema, name: table })} RENAME ${column === null ? '' : `COLUMN ${quoteIdentifier(column)} `}TO ${name}`;
  const object = column === null ? `table:${qualify({ schema, name: table })}` : `column:${qualify({ schema, name: table })}.${quoteIdentifier(column)}`;
  return { sql, verb: 'rename', kind: column === null ? 'table' : 'column', object, destructive: false, loses: null, outsideTransaction: false };
}

/** What takes a rename back, once those after it are taken back. */
export function reverseRename({ schema, table, column, newName }: Rename): Rename {
  return column === null ? { schema, table: newName, column, newName: table } : { schema, table, column: newName, newName: column };
}

/** The source as it is after the renames: PostgreSQL itself rewrites every definition that has the old name. */
export async function renameOnShadow(shadow: Shadow, from: Catalog, renames: readonly Rename[]): Promise<Catalog> {
  if (renames.length === 0) return from;
  const database = await shadow.createDatabase();
  const dropRoles = await makeRoles(database, [from]);
  try {
    await buildOnShadow(database, from);
    for (const rename of renames) await database.exec(renameStatement(rename).sql);
    return { ...(await readCatalog(database)), unsupported: from.unsupported };
  } finally {
    await dropRoles();
    await database.close();
  }
}
