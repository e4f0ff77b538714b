import type { Severity, SourcePosition } from '../../../generators/lib/diagnostics';

/** What a rule, an advice or an observation noticed about a schema, a migration or the code that queries it. */
export interface Finding {
  /** Id of the rule: its file name, and its page `docs/rules/<id>.md`. */
  readonly rule: string;
  readonly severity: Severity;
  /** One sentence that states the fact, without a trailing full stop. */
  readonly message: string;
  /** One sentence that says what to do. */
  readonly help: string;
  /** Where it was found; absent where no file says it (a live catalog). */
  readonly position?: SourcePosition;
  /** What it is about: `schema.table` or `schema.table.column`. */
  readonly object?: string;
  /** SQL that cures it, ready to run. */
  readonly fix?: string;
}
