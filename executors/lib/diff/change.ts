import type { ObjectKind } from '../catalog/object';

/**
 * - `drop`, `create`: the object goes, comes; both for one that must be made anew.
 * - `alter`: it changes in place; what depends on its new state comes after.
 * - `follow`: something about it that nothing depends on: comment, owner, privileges, OWNED BY.
 */
export type Verb = 'drop' | 'create' | 'alter' | 'follow';

/** One step before ordering: statements that run in a row. */
export interface Change {
  readonly verb: Verb;
  readonly kind: ObjectKind;
  /** The object's `id`. */
  readonly id: string;
  readonly sql: readonly string[];
  /** What rows or values it loses: `the rows of public.users`. */
  readonly loses?: string;
  /** It cannot run in a transaction, or what follows needs it committed. */
  readonly alone?: boolean;
  /** `id`s whose create and alter steps come before this one, beyond what the catalog's dependencies say. */
  readonly after?: readonly string[];
  /** `id`s whose drop steps come after this one. */
  readonly beforeDropOf?: readonly string[];
}

type Extra = Omit<Change, 'verb' | 'kind' | 'id' | 'sql'>;

export function change(verb: Verb, object: { readonly kind: ObjectKind; readonly id: string }, sql: string | readonly string[], extra: Extra = {}): Change {
  return { verb, kind: object.kind, id: object.id, sql: typeof sql === 'string' ? [sql] : sql, ...extra };
}

/** Something the differ cannot do, or a question it will not answer by guessing. */
export interface PlanNote {
  readonly code: 'possible-rename' | 'unsupported-object' | 'unsupported-change' | 'needs-backfill' | 'cycle';
  /** The object's `id`. */
  readonly object: string;
  /** A fact. */
  readonly message: string;
  /** An action. */
  readonly help: string;
}

export interface PlannedStatement {
  readonly sql: string;
  readonly verb: Verb | 'rename' | 'session';
  readonly kind: ObjectKind | 'session';
  /** The object's `id`. */
  readonly object: string;
  /** It loses rows or values. */
  readonly destructive: boolean;
  /** Which: `the rows of public.users`. */
  readonly loses: string | null;
  /** It must run outside a transaction block, committed before the next. */
  readonly outsideTransaction: boolean;
  /** A transaction of its own begins with it, so that the locks of those before are gone. */
  readonly startsTransaction?: boolean;
}

export interface Plan {
  readonly statements: readonly PlannedStatement[];
  readonly notes: readonly PlanNote[];
}
