import type { AlterTableCmd, Node } from 'libpg-query';
import type { Match, Rule, Subject } from './lint/rule';
import { insertAfter } from './lint/sql-text';
import { alterations } from './lint/tables';
import { pick, tableKey } from './lint/tree';

const AGAIN = 'so that the script cannot run again after it broke off here';

/** Outside a transaction a script that fails stays half done: each statement should bear a second run. */
export const rule: Rule = {
  id: 'prefer-robust-stmts',
  severity: 'info',
  help: 'Run the script in a transaction, or write IF EXISTS and IF NOT EXISTS.',
  *check(subject) {
    if (subject.count === 1) return;
    yield* ofAlterations(subject);
    const missing = ofStatement(subject.node, subject.state.inTransaction);
    if (missing) yield { message: `${missing.clause} is missing, ${AGAIN}`, fix: insertAfter(subject.statement.text, missing.after, missing.clause) };
  },
};

function* ofAlterations({ node, statement, state }: Subject): Generator<Match> {
  if (state.inTransaction) return;
  const commands = alterations(node);
  const dropped = new Set(state.dropped);
  for (const { table, command } of commands) {
    const name = `${tableKey(table)} ${command.name ?? pick(command.def, 'Constraint')?.conname ?? ''}`;
    const known = dropped.has(name) || state.readded.has(name);
    if (command.subtype === 'AT_DropConstraint') dropped.add(name);
    if ((command.subtype === 'AT_ValidateConstraint' && known) || (command.subtype === 'AT_AddConstraint' && dropped.delete(name))) continue;
    const clause = missingClause(command);
    if (clause === undefined) continue;
    yield clause === ''
      ? { message: `No transaction is open, ${AGAIN}` }
      : { message: `${clause} is missing, ${AGAIN}`, fix: commands.length === 1 ? insertAfter(statement.text, command.subtype === 'AT_DropConstraint' ? 'constraint' : 'column', clause) : undefined };
  }
}

/** The clause that a command lacks; empty where there is none for it. */
function missingClause({ subtype, missing_ok: bears }: AlterTableCmd): string | undefined {
  if (subtype === 'AT_DropConstraint' || subtype === 'AT_DropColumn') return bears ? undefined : 'IF EXISTS';
  if (subtype === 'AT_AddColumn') return bears ? undefined : 'IF NOT EXISTS';
  return '';
}

function ofStatement(node: Node, inTransaction: boolean): { clause: string; after: string } | undefined {
  const index = pick(node, 'IndexStmt');
  if (index) return index.if_not_exists || index.idxname === undefined || (inTransaction && !index.concurrent) ? undefined : { clause: 'IF NOT EXISTS', after: index.concurrent ? 'concurrently' : 'index' };
  if (inTransaction) return undefined;
  const create = pick(node, 'CreateStmt');
  if (create) return create.if_not_exists || (create.relation?.relpersistence === 't' && create.oncommit === 'ONCOMMIT_DROP') ? undefined : { clause: 'IF NOT EXISTS', after: 'table' };
  const drop = pick(node, 'DropStmt');
  const after = drop && ({ OBJECT_INDEX: drop.concurrent ? 'concurrently' : 'index', OBJECT_TABLE: 'table', OBJECT_TYPE: 'type' } as Record<string, string>)[drop.removeType ?? ''];
  return after === undefined || drop?.missing_ok ? undefined : { clause: 'IF EXISTS', after };
}
