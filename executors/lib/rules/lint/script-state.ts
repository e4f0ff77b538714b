import type { Node } from 'libpg-query';
import { learn } from './learn';
import type { LockMode } from './locks';
import { atLeast } from './locks';
import { SchemaFacts } from './schema-facts';
import { statementLocks } from './statement-locks';
import { alterations } from './tables';
import { pick, strings, tableKey, within } from './tree';

export interface StateOptions {
  readonly facts: SchemaFacts;
  /** The migration tool runs the script in a transaction of its own. */
  readonly inTransaction: boolean;
  /** Tables known to hold no rows. */
  readonly empty: ReadonlySet<string>;
}

/** What a script did up to a statement. */
export class ScriptState {
  readonly facts: SchemaFacts;
  /** Tables that this script created, which hold at most the rows it put there. */
  readonly created = new Set<string>();
  /** Tables that the open transaction created, which nobody else sees yet. */
  readonly createdUnseen = new Set<string>();
  /** Locks that the open transaction holds on tables others see, each the strongest, with where it was taken. */
  readonly held = new Map<string, LockMode>();
  /** Constraints that the open transaction added as NOT VALID: `schema.table constraint`. */
  readonly addedNotValid = new Set<string>();
  /** Constraints that the script validated though it did not add them, by table. */
  readonly validatedElsewhere = new Set<string>();
  /** Constraints that the script dropped and has not added again. */
  readonly dropped = new Set<string>();
  /** Those that it has added again. */
  readonly readded = new Set<string>();
  /** The table that the statement before altered. */
  lastAltered: string | undefined;
  /** Rules that report once a script and have. */
  readonly reported = new Set<string>();
  /** The same, once a transaction. */
  readonly reportedInTransaction = new Set<string>();
  lockTimeout = false;
  statementTimeout = false;
  transaction: 'none' | 'explicit' | 'tool';

  constructor(private readonly options: StateOptions) {
    this.facts = options.facts;
    this.transaction = options.inTransaction ? 'tool' : 'none';
  }

  get inTransaction(): boolean {
    return this.transaction !== 'none';
  }

  /** True where a scan, a rewrite or an index build of the table takes no time. */
  isEmpty(table: string): boolean {
    return this.created.has(table) || this.options.empty.has(table) || this.facts.table(table)?.temporary === true;
  }

  /** A state to try a fix on: it knows the same schema, and stands outside a transaction. */
  forFix(): ScriptState {
    const copy = new ScriptState({ ...this.options, facts: new SchemaFacts(this.facts), inTransaction: false });
    this.created.forEach((table) => copy.created.add(table));
    copy.lockTimeout = this.lockTimeout;
    copy.statementTimeout = this.statementTimeout;
    return copy;
  }

  /** Takes a statement's effect in. */
  step(node: Node): void {
    const locks = statementLocks(node, this.facts).filter(({ table }) => !this.createdUnseen.has(table));
    this.#stepTransaction(node);
    this.#stepSettings(node);
    this.#stepConstraints(node);
    learn(this.facts, node);
    const create = pick(node, 'CreateStmt');
    const table = create?.relation ?? pick(node, 'CreateTableAsStmt')?.into?.rel;
    if (table && !create?.if_not_exists) {
      this.created.add(tableKey(table));
      if (this.inTransaction) this.createdUnseen.add(tableKey(table));
    }
    if (this.inTransaction) for (const { table: key, mode } of locks) if (!atLeast(this.held.get(key) ?? 'ACCESS SHARE', mode)) this.held.set(key, mode);
    const altered = pick(node, 'AlterTableStmt')?.relation;
    this.lastAltered = altered && tableKey(altered);
    const rename = pick(node, 'RenameStmt');
    if (rename?.renameType === 'OBJECT_TABLE' && this.created.has(tableKey(rename.relation))) this.created.add(tableKey({ ...rename.relation, relname: rename.newname }));
  }

  #stepTransaction(node: Node): void {
    const kind = pick(node, 'TransactionStmt')?.kind;
    if (kind === 'TRANS_STMT_BEGIN' || kind === 'TRANS_STMT_START') this.transaction = 'explicit';
    if (kind !== 'TRANS_STMT_COMMIT' && kind !== 'TRANS_STMT_ROLLBACK') return;
    this.transaction = 'none';
    this.createdUnseen.clear();
    this.held.clear();
    this.addedNotValid.clear();
    this.reportedInTransaction.clear();
  }

  #stepSettings(node: Node): void {
    const set = pick(node, 'VariableSetStmt');
    const on = set?.kind === 'VAR_SET_VALUE';
    if (set?.name === 'lock_timeout') this.lockTimeout = on;
    if (set?.name === 'statement_timeout') this.statementTimeout = on;
    for (const { funcname, args } of within(pick(node, 'SelectStmt')?.targetList, 'FuncCall')) {
      if (strings(funcname).at(-1) !== 'set_config') continue;
      const setting = pick(args?.[0], 'A_Const')?.sval?.sval;
      if (setting === 'lock_timeout') this.lockTimeout = true;
      if (setting === 'statement_timeout') this.statementTimeout = true;
    }
  }

  #stepConstraints(node: Node): void {
    for (const { table, command } of alterations(node)) {
      const key = tableKey(table);
      const constraint = command.subtype === 'AT_AddConstraint' ? pick(command.def, 'Constraint') : undefined;
      if (constraint?.conname !== undefined) {
        const name = `${key} ${constraint.conname}`;
        if (constraint.skip_validation && this.inTransaction) this.addedNotValid.add(name);
        if (this.dropped.delete(name)) this.readded.add(name);
      }
      const name = `${key} ${command.name ?? ''}`;
      if (command.subtype === 'AT_DropConstraint') this.dropped.add(name);
      if (command.subtype === 'AT_ValidateConstraint' && !this.facts.table(key)?.constraints.has(command.name ?? '')) this.validatedElsewhere.add(key);
    }
  }
}
