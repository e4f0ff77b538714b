import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { SourcePosition } from '../../../generators/lib/diagnostics';
import type { ReplayedMigration } from '../typeorm/protocol';
import { terminated } from './drift';

/** A migration, or a script, that is to run next. */
export interface Pending {
  /** As the report calls it. */
  readonly source: string;
  readonly sql: string;
  readonly transaction: boolean;
  /** Place in the file where a place in `sql` comes from. */
  positionOf(position: SourcePosition): SourcePosition;
}

/**
 * The migrations that are judged: those a live database has not run, or those after `since`; by
 * default the latest alone, which is the one under review.
 * @param applied names that a live database's own table holds
 */
export function pendingOf(migrations: readonly ReplayedMigration[], since: string | undefined, applied: ReadonlySet<string> | undefined): { readonly before: readonly ReplayedMigration[]; readonly pending: readonly ReplayedMigration[] } {
  if (applied) return { before: migrations.filter(({ name }) => applied.has(name)), pending: migrations.filter(({ name }) => !applied.has(name)) };
  const at = since === undefined ? migrations.length - 2 : since === 'none' ? -1 : migrations.findIndex(({ name, timestamp }) => name === since || String(timestamp) === since || name.replace(/\d+$/, '') === since);
  return { before: migrations.slice(0, at + 1), pending: migrations.slice(at + 1) };
}

/** True where `since` names a migration. */
export function knowsMigration(migrations: readonly ReplayedMigration[], since: string): boolean {
  return since === 'none' || migrations.some(({ name, timestamp }) => name === since || String(timestamp) === since || name.replace(/\d+$/, '') === since);
}

/** A replayed migration as a script whose places lead back to its TypeScript. */
export function pendingMigration(migration: ReplayedMigration, root: string): Pending {
  const { name, file, statements, transaction } = migration;
  const scripts = statements.filter((sql) => !/^\s*(select|show)\b/i.test(sql)).map(terminated);
  const source = file ?? name;
  const text = file === undefined ? '' : readIfThere(path.resolve(root, file));
  // First line of each statement in the script.
  const starts: number[] = [];
  let line = 1;
  for (const sql of scripts) {
    starts.push(line);
    line += sql.split('\n').length;
  }
  const places = statementPlaces(text, scripts);
  return {
    source, transaction, sql: `${scripts.join('\n')}\n`,
    positionOf(position) {
      const index = starts.findLastIndex((start) => start <= position.line);
      const place = places[index];
      // Inside a template literal that begins with the statement, lines run on.
      return { file: source, line: place === undefined ? 1 : place.line + (position.line - starts[index]!), column: place === undefined || position.line > starts[index]! ? 1 : place.column };
    },
  };
}

/** Where each statement stands in the migration's source, as far as it is written out there. */
function statementPlaces(text: string, statements: readonly string[]): ({ line: number; column: number } | undefined)[] {
  let from = 0;
  return statements.map((sql) => {
    const head = sql.replace(/;\s*$/, '').split('\n')[0]!.trim().slice(0, 50);
    const at = head.length < 8 ? -1 : indexOfAny(text, [head, head.replaceAll('"', '\\"'), head.replaceAll("'", "\\'")], from);
    if (at < 0) return undefined;
    from = at + 1;
    const before = text.slice(0, at).split('\n');
    return { line: before.length, column: before.at(-1)!.length + 1 };
  });
}

function indexOfAny(text: string, forms: readonly string[], from: number): number {
  const found = forms.map((form) => text.indexOf(form, from)).filter((at) => at >= 0);
  return found.length === 0 ? -1 : Math.min(...found);
}

export function pendingScript(file: string, root: string): Pending {
  return { source: file, sql: readFileSync(path.resolve(root, file), 'utf8').replace(/^\uFEFF/, ''), transaction: false, positionOf: (position) => position };
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
