import type { Node } from 'libpg-query';
import type { Finding } from '../../report/finding';
import type { SqlStatement } from '../../postgres/split-statements';
import { SqlSyntaxError, splitStatements } from '../../postgres/split-statements';
import { blankMetaCommands } from '../../postgres/meta-commands';
import { RULES } from '../all-rules';
import { syntaxError } from '../syntax-error';
import type { Placed } from './apply-ignores';
import { applyIgnores } from './apply-ignores';
import { cleanFix } from './clean-fix';
import { learn } from './learn';
import type { Match, Rule } from './rule';
import { SchemaFacts } from './schema-facts';
import { ScriptState } from './script-state';
import { SourceText } from './source-text';
import { subjectOf } from './subject';

export interface LintOptions {
  /** Major version of PostgreSQL that will run the scripts; default 14, the oldest supported. */
  readonly pgVersion?: number;
  /** The scripts run in a transaction each that the migration tool opens. Default: no. */
  readonly inTransaction?: boolean;
  /** Only these rules; those that are off by default are named here. Default: all that are on. */
  readonly rules?: readonly string[];
  /** All but these. */
  readonly exclude?: readonly string[];
  /** What is known of the schema before the first script: from a catalog, or from earlier migrations. */
  readonly facts?: SchemaFacts;
  /** Rows of tables (`schema.table`) where they are known; a table without any is no hazard. */
  readonly rows?: Readonly<Record<string, number>>;
}

/** A script with the name its positions carry. */
export interface Script {
  readonly file: string;
  readonly sql: string;
  /** Overrides the option of the same name. */
  readonly inTransaction?: boolean;
}

interface Read {
  readonly script: Script;
  readonly source: SourceText;
  readonly statements: readonly SqlStatement[];
}

/** Lints one script. */
export function lintScript(sql: string, { file = 'script.sql', ...options }: LintOptions & { readonly file?: string } = {}): Promise<Finding[]> {
  return lintScripts([{ file, sql }], options);
}

/** Lints scripts that run one after the other: each knows the schema that those before it made. */
export async function lintScripts(scripts: readonly Script[], options: LintOptions = {}): Promise<Finding[]> {
  const rules = chosenRules(options);
  const read = await Promise.all(scripts.map(async (script) => readScript(script)));
  const final = new SchemaFacts(options.facts);
  for (const one of read) if (!('finding' in one)) one.statements.forEach(({ tree }) => learn(final, tree as unknown as Node));
  const facts = new SchemaFacts(options.facts);
  const findings: Finding[] = [];
  for (const one of read) {
    if ('finding' in one) findings.push(one.finding);
    else findings.push(...(await lintRead(one, { rules, facts, final, options })));
  }
  return findings;
}

function chosenRules({ rules, exclude = [], pgVersion = 14 }: LintOptions): readonly Rule[] {
  return RULES.filter((rule) => (rules ? rules.includes(rule.id) : !rule.optIn) && !exclude.includes(rule.id) && (rule.since ?? 0) <= pgVersion);
}

async function readScript(script: Script): Promise<Read | { readonly finding: Finding }> {
  // Meta-commands are blanked in place, so that offsets stay true.
  const source = new SourceText(blankMetaCommands(script.sql), script.file);
  try {
    return { script, source, statements: await splitStatements(script.sql) };
  } catch (error) {
    if (!(error instanceof SqlSyntaxError)) throw error;
    return { finding: syntaxError(script.file, error) };
  }
}

interface Run {
  readonly rules: readonly Rule[];
  readonly facts: SchemaFacts;
  readonly final: SchemaFacts;
  readonly options: LintOptions;
}

async function lintRead({ script, source, statements }: Read, { rules, facts, final, options }: Run): Promise<Finding[]> {
  const empty = new Set(Object.entries(options.rows ?? {}).filter(([, rows]) => rows === 0).map(([table]) => table));
  const state = new ScriptState({ facts, inTransaction: script.inTransaction ?? options.inTransaction ?? false, empty });
  const active = new Set(rules.map(({ id }) => id));
  const found: Placed[] = [];
  for (const [index, statement] of statements.entries()) {
    const subject = subjectOf({ statement, statements, index, state, final, source, active, pgVersion: options.pgVersion ?? 14 });
    for (const rule of rules) {
      for (const match of rule.check(subject)) {
        const fix = match.fix === undefined ? undefined : await cleanFix(match.fix, state, subject.pgVersion, rules);
        found.push({ finding: findingOf(rule, match, fix, source, statement), statement: statement.offset });
      }
    }
    state.step(subject.node);
  }
  return applyIgnores(found, source, statements, rules);
}

function findingOf(rule: Rule, match: Match, fix: string | undefined, source: SourceText, statement: SqlStatement): Finding {
  return {
    rule: rule.id,
    severity: match.severity ?? rule.severity,
    message: match.message,
    help: match.help ?? rule.help,
    position: source.positionOf(match.at === undefined || match.at < 0 ? statement.offset : source.offsetOf(match.at)),
    ...(match.object === undefined ? {} : { object: match.object }),
    ...(fix === undefined ? {} : { fix }),
  };
}
