import type { Severity } from '../../../../generators/lib/diagnostics';
import type { Subject } from './subject';

/** What a check noticed about a schema. */
export interface Noticed {
  /** One sentence that states the fact, without a trailing full stop. */
  readonly message: string;
  /** Where it differs from the check's own. */
  readonly help?: string;
  /** Where it differs from the check's own. */
  readonly severity?: Severity;
  /** `schema.table` or `schema.table.column`. */
  readonly object: string;
  /** SQL that cures it, outside a transaction; only where it is safe to run as it stands. */
  readonly fix?: string;
}

/** One check of a schema; it only looks and reports. */
export interface Advice {
  /** File name and page `docs/rules/<id>.md`. */
  readonly id: string;
  readonly severity: Severity;
  /** One sentence that says what to do. */
  readonly help: string;
  check(subject: Subject): Iterable<Noticed>;
}
