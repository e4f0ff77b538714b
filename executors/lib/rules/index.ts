export { RULES } from './all-rules';
export { lintScript, lintScripts, type LintOptions, type Script } from './lint/lint-script';
export { SchemaFacts } from './lint/schema-facts';
export { factsOfCatalog } from './lint/facts-of-catalog';
export { learn } from './lint/learn';
export { statementLocks, type StatementLock } from './lint/statement-locks';
export { outsideOnly } from './lint/outside-only';
export { atLeast, blocks, LOCK_MODES, strongest, type Blocked, type LockMode } from './lint/locks';
export type { Match, Rule, Subject } from './lint/rule';
