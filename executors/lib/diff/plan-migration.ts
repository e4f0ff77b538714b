import type { Catalog } from '../catalog/catalog';
import type { Shadow } from '../postgres/shadow';
import type { Plan, PlannedStatement } from './change';
import { diffCatalogs } from './diff-catalogs';
import { parseRename, renameOnShadow, renameStatement, reverseRename } from './rename-objects';

export interface Migration {
  readonly up: Plan;
  readonly down: Plan;
  /** What the way back cannot bring back, one line for each statement of `up` that loses something. */
  readonly irreversible: readonly string[];
}

export interface MigrationOptions {
  /** `users.name:users.full_name`, `users:people` */
  readonly renames?: readonly string[];
}

/**
 * Up and down between two catalogs. With renames the source is built on the shadow and renamed there.
 * @throws RenameError for a hint that names nothing
 */
export async function planMigration(shadow: Shadow, from: Catalog, to: Catalog, { renames = [] }: MigrationOptions = {}): Promise<Migration> {
  const hints = renames.map((hint) => parseRename(hint, from));
  const renamed = await renameOnShadow(shadow, from, hints);
  const up = diffCatalogs(renamed, to);
  const down = diffCatalogs(to, renamed);
  return {
    up: { ...up, statements: [...hints.map(renameStatement), ...up.statements] },
    down: { ...down, statements: [...down.statements, ...hints.map(reverseRename).reverse().map(renameStatement)] },
    irreversible: up.statements.flatMap(({ loses, sql }) => (loses === null ? [] : [`${loses} (${sql.split('\n', 1)[0]!})`])),
  };
}

/** The statements of the way back that answer one of the way up, or the reason why there is none. */
export function reverseOf(statement: PlannedStatement, { down }: Migration): { readonly statements: readonly PlannedStatement[]; readonly reason: string | null } {
  const statements = down.statements.filter(({ object, verb }) => object !== '' && object === statement.object && (verb === 'rename') === (statement.verb === 'rename'));
  const reason = statement.loses !== null ? `${statement.loses} are gone; the way back makes the object again, empty`
    : statements.length > 0 || statement.kind === 'session' ? null : 'it goes back with the object that it is a part of';
  return { statements, reason };
}
