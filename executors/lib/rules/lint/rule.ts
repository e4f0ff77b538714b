import type { Node } from 'libpg-query';
import type { Severity } from '../../../../generators/lib/diagnostics';
import type { SqlStatement } from '../../postgres/split-statements';
import type { SchemaFacts } from './schema-facts';
import type { ScriptState } from './script-state';

/** What a rule noticed about a statement. */
export interface Match {
  /** One sentence that states the fact, without a trailing full stop. */
  readonly message: string;
  /** What to do, where it differs from the rule's own help. */
  readonly help?: string;
  /** Where it differs from the rule's own severity. */
  readonly severity?: Severity;
  /** Byte of the script where it stands, as nodes tell (`location`); the statement's first where absent. */
  readonly at?: number;
  /** `schema.table` or `schema.table.column`. */
  readonly object?: string;
  /** SQL to run in the statement's place, outside a transaction; it is linted in turn. */
  readonly fix?: string;
}

/** A statement as rules see it: with what the script did before it, and what it does after. */
export interface Subject {
  readonly statement: SqlStatement;
  readonly node: Node;
  /** Everything that went before in the script, without this statement. */
  readonly state: ScriptState;
  /** The schema as it stands after the last script. */
  readonly final: SchemaFacts;
  /** The statements of the same script after this one. */
  readonly rest: readonly SqlStatement[];
  /** The rules of this run: where two see the same danger, the more particular one speaks. */
  readonly active: ReadonlySet<string>;
  /** How many statements the script has. */
  readonly count: number;
  /** Major version of PostgreSQL that will run it. */
  readonly pgVersion: number;
  /** The statement's text from a byte of the script on, for fixes. */
  textFrom(byte: number): { readonly before: string; readonly after: string };
}

/** One rule: it only matches and reports. */
export interface Rule {
  /** File name and page of the rule. */
  readonly id: string;
  readonly severity: Severity;
  /** One sentence that says what to do. */
  readonly help: string;
  /** First major version of PostgreSQL it is right for; any we support (14 and later) where absent. */
  readonly since?: number;
  /** Runs only where it is asked for by name. */
  readonly optIn?: true;
  check(subject: Subject): Iterable<Match>;
}
