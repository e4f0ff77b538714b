import type { Finding } from '../report/finding';
import { ignoreWithoutReason } from '../rules/ignore-without-reason';
import { unusedIgnore } from '../rules/unused-ignore';
import type { Context, Hint } from './context';
import { applyIgnores, findIgnores } from './ignores';
import { loadProgram, type ProgramOptions } from './load-program';
import { perParentQueries } from './per-parent';
import { repeatedQueries } from './repeated-queries';
import { isTypeormFile } from './typeorm-calls';
import { unloadedRelations } from './unloaded-relations';

export { NoProgram } from './load-program';
export type { Hint } from './context';

/** What the search of a project's sources gave. */
export interface NPlusOneResult {
  readonly findings: readonly Finding[];
  /** False: the program knows no types of TypeORM, so nothing could be told. */
  readonly searched: boolean;
  readonly files: number;
}

const RULES = new Set(['n-plus-one', 'relation-not-loaded']);

/**
 * Hints at N+1 queries in a project's TypeScript: told from syntax and types, so each is a place to
 * look at, never a proof.
 * @throws NoProgram
 */
export function findNPlusOne(options: ProgramOptions): NPlusOneResult {
  const context = loadProgram(options);
  const searched = knowsTypeorm(context);
  const hints = searched ? hintsOf(context) : [];
  const { kept, unused, unreasoned } = applyIgnores(hints, findIgnores(context, RULES));
  return {
    searched, files: context.files.length,
    findings: [
      ...kept.map(findingOf),
      ...unused.map(({ rule, position }) => unusedIgnore(`The comment ignores ${rule}, which finds nothing here`, position)),
      ...unreasoned.map(({ rule, position }) => ignoreWithoutReason([rule], position)),
    ],
  };
}

/** All hints, in the order of the sources. */
export function hintsOf(context: Context): readonly Hint[] {
  const hints = context.files.flatMap((file) => isMigration(file.text) ? [] : [...repeatedQueries(context, file), ...perParentQueries(context, file), ...unloadedRelations(context, file)]);
  const byPlace = new Map(hints.map((hint) => [`${hint.rule} ${hint.position.file}:${hint.position.line}:${hint.position.column}`, hint] as const));
  return [...byPlace.values()].sort((a, b) => (a.position.file < b.position.file ? -1 : a.position.file > b.position.file ? 1 : a.position.line - b.position.line || a.position.column - b.position.column));
}

function findingOf({ rule, message, help, position }: Hint): Finding {
  return { rule, severity: 'info', message: `Hint: ${message}`, help, position };
}

/** Migrations run once; what they repeat is theirs to decide. */
function isMigration(text: string): boolean {
  return /\bimplements\s+MigrationInterface\b/.test(text);
}

function knowsTypeorm({ program }: Context): boolean {
  return program.getSourceFiles().some(({ fileName }) => isTypeormFile(fileName));
}
