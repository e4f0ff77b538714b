import type { Catalog } from '../catalog/catalog';
import type { PlannedStatement, PlanNote } from '../diff/change';
import { planBetween } from '../diff/plan-between';
import { provePlan, type ProofFailure } from '../diff/prove-plan';
import { parseRename, renameOnShadow, renameStatement, reverseRename } from '../diff/rename-objects';
import { embeddedShadow, serverShadow, type Shadow } from '../postgres/shadow';
import { renameSame, type NameChange } from './same-names/rename-same';

export interface PlannedMigration {
  readonly up: readonly PlannedStatement[];
  readonly down: readonly PlannedStatement[];
  readonly notes: readonly PlanNote[];
  readonly failures: readonly ProofFailure[];
  /** Tables that could be given no rows. */
  readonly unseeded: readonly string[];
  /** What made-up rows ran into. */
  readonly hazards: readonly string[];
}

export interface PlanOptions {
  readonly renames: readonly string[];
  /** The form that blocks others least. */
  readonly online: boolean;
  readonly shadow?: string;
}

/** Plans the difference and proves it on a scratch database with rows; nothing is proved where there is none. */
export async function planPostgres(from: Catalog, to: Catalog, { renames, online, shadow }: PlanOptions): Promise<PlannedMigration> {
  const place = shadowFor([from, to], shadow);
  const hints = renames.map((hint) => parseRename(hint, from));
  // Tables first: what belongs to them is told by their new names.
  const { catalog: renamed, changes } = renameSame(await renameOnShadow(place, from, hints), to);
  const [forth, back] = [planBetween(renamed, to, online), planBetween(to, renamed, online)];
  const named = [...hints.map(renameStatement), ...changes.map((change) => renaming(change, change.up))];
  const unnamed = [...hints.map(reverseRename).map(renameStatement), ...changes.map((change) => renaming(change, change.down))].reverse();
  const up = { ...forth, statements: [...named, ...forth.statements] };
  const down = { ...back, statements: [...back.statements, ...unnamed] };
  if (up.statements.length === 0) return { up: [], down: [], notes: up.notes, failures: [], unseeded: [], hazards: [] };
  const { failures, unseeded, hazards } = await provePlan(place, from, to, up, { down });
  return { up: up.statements, down: down.statements, notes: [...up.notes, ...down.notes.filter(({ code }) => code !== 'possible-rename')], failures, unseeded, hazards };
}

function renaming({ kind, object }: NameChange, sql: string): PlannedStatement {
  return { sql, verb: 'rename', kind, object, destructive: false, loses: null, outsideTransaction: false };
}

/** Scratch databases that know the extensions of both ends. */
function shadowFor(catalogs: readonly Catalog[], server: string | undefined): Shadow {
  if (server !== undefined) return serverShadow(server);
  const extensions = new Set(catalogs.flatMap((catalog) => catalog.extensions.map(({ name }) => name)));
  const embedded = embeddedShadow();
  return { createDatabase: () => embedded.createDatabase(extensions) };
}
