/** One statement of a migration to write. */
export interface DraftStatement {
  readonly sql: string;
  /** The object it is about, in any stable form: what undoes it is found by it. */
  readonly object?: string;
  /** It must run outside a transaction block, committed before the next. */
  readonly outsideTransaction?: boolean;
  /** What stands before it must be committed first: a lock is let go, or a value becomes usable. */
  readonly startsTransaction?: boolean;
  /** What it loses: `the rows of public.users`. */
  readonly loses?: string | null;
}

/** A migration before it is a file of any format. */
export interface MigrationDraft {
  /** As people say it: `add full name`. */
  readonly name: string;
  /** Where it leads from and to, for its comment. */
  readonly from: string;
  readonly to: string;
  readonly up: readonly DraftStatement[];
  readonly down: readonly DraftStatement[];
  /** Reasons why there is no way back; `down` throws with them. */
  readonly irreversible: readonly string[];
}

/** A part that runs in one transaction, or outside any. */
export interface MigrationPart {
  readonly transaction: boolean;
  readonly up: readonly DraftStatement[];
  readonly down: readonly DraftStatement[];
}
