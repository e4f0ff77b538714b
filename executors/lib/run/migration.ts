import { createHash } from 'node:crypto';
import type { SourcePosition } from '../../../generators/lib/diagnostics';

/**
 * How a statement stands to transactions: `plain` may be rolled back, `session` sets something that
 * lasts as long as the connection (`SET search_path`), `outside` takes effect by itself, and `setting`
 * does both (`PRAGMA foreign_keys`, which has no effect in a transaction).
 */
export type StepKind = 'plain' | 'session' | 'outside' | 'setting';

/** One statement of a script, numbered from 1: a boundary at which a database may stand. */
export interface Step {
  readonly index: number;
  readonly text: string;
  readonly digest: string;
  readonly kind: StepKind;
  readonly position?: SourcePosition;
}

/** Steps that take effect together, or one that takes effect by itself. */
export interface Unit {
  readonly transactional: boolean;
  /** `BEGIN …` as the script has it; otherwise the engine's. */
  readonly begin?: string;
  readonly steps: readonly Step[];
}

export interface Script {
  readonly text: string;
  readonly digest: string;
  readonly units: readonly Unit[];
}

/** A migration that is a pair of scripts. */
export interface Migration {
  readonly name: string;
  /** Where the script stands, relative to the workspace where it can be. */
  readonly file: string;
  readonly up: Script;
  readonly down?: Script;
}

/** What journal and script are compared by. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function stepsOf(script: Script): readonly Step[] {
  return script.units.flatMap(({ steps }) => steps);
}
