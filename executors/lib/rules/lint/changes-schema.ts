import type { Node } from 'libpg-query';
import { writtenConstraints } from './tables';
import { pick } from './tree';

/** Statements that work on rows, on the session or on privileges: nobody waits for them with a table. */
const OTHERS =
  /^(Select|Insert|Update|Delete|Merge|Copy|Explain|VariableSet|VariableShow|Transaction|Do|Call|Prepare|Execute|Deallocate|Fetch|ClosePortal|DeclareCursor|Discard|Notify|Listen|Unlisten|CheckPoint|Load|ConstraintsSet|Grant|GrantRole|AlterDefaultPrivileges|ReassignOwned)Stmt$/;

/** True for statements that may make others wait for a schema lock: all DDL but a new table that refers to none. */
export function changesSchema(node: Node): boolean {
  const [kind = ''] = Object.keys(node);
  if (OTHERS.test(kind)) return false;
  const create = pick(node, 'CreateStmt');
  return !create || create.inhRelations !== undefined || writtenConstraints(node).some(({ constraint }) => constraint.contype === 'CONSTR_FOREIGN');
}
