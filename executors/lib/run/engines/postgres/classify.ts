import type { ScriptKind } from '../../scripts/group-units';
import { outsideStatement } from './outside';
import { fieldsOf, strings, type Node } from './outside/statement';

/** How a statement stands to transactions, by its tree. */
export function classify(tree: Node): ScriptKind {
  const transaction = fieldsOf(tree, 'TransactionStmt');
  if (transaction) return transaction['chain'] ? 'refused' : TRANSACTION[transaction['kind'] as string] ?? 'plain';
  if (outsideStatement(tree)) return 'outside';
  // DISCARD ALL gives up the advisory lock.
  if (fieldsOf(tree, 'DiscardStmt')?.['target'] === 'DISCARD_ALL') return 'refused';
  const copy = fieldsOf(tree, 'CopyStmt');
  if (copy && copy['filename'] === undefined) return 'refused';
  return setsSession(tree) ? 'session' : 'plain';
}

const TRANSACTION: Readonly<Record<string, ScriptKind>> = {
  TRANS_STMT_BEGIN: 'begin',
  TRANS_STMT_START: 'begin',
  TRANS_STMT_COMMIT: 'commit',
  TRANS_STMT_ROLLBACK: 'rollback',
  TRANS_STMT_PREPARE: 'refused',
  TRANS_STMT_COMMIT_PREPARED: 'refused',
  TRANS_STMT_ROLLBACK_PREPARED: 'refused',
};

/** `SET x`, `RESET x`, and `SELECT set_config(x, …, false)` as pg_dump writes it: a resumed run needs them again. */
function setsSession(tree: Node): boolean {
  const set = fieldsOf(tree, 'VariableSetStmt');
  if (set) return !set['is_local'] && set['kind'] !== 'VAR_SET_MULTI';
  const targets = (fieldsOf(tree, 'SelectStmt')?.['targetList'] ?? []) as { ResTarget?: { val?: { FuncCall?: { funcname?: unknown } } } }[];
  return targets.length === 1 && strings(targets[0]?.ResTarget?.val?.FuncCall?.funcname).at(-1) === 'set_config';
}

/** `ALTER TYPE … ADD VALUE`: the value may not be used before its transaction has ended. */
export function addsEnumValue(tree: Node): boolean {
  return fieldsOf(tree, 'AlterEnumStmt')?.['newVal'] !== undefined && fieldsOf(tree, 'AlterEnumStmt')?.['oldVal'] === undefined;
}
