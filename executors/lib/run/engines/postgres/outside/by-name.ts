import type { Outside, Session } from '../../../engine';
import { fieldsOf, type Node } from './statement';

/** Statements that make or remove one object of the cluster: whether it is there says whether they took place. */
const CASES: readonly { readonly kind: string; readonly name: string; readonly catalog: string; readonly column: string; readonly makes: boolean }[] = [
  { kind: 'CreatedbStmt', name: 'dbname', catalog: 'pg_database', column: 'datname', makes: true },
  { kind: 'DropdbStmt', name: 'dbname', catalog: 'pg_database', column: 'datname', makes: false },
  { kind: 'CreateTableSpaceStmt', name: 'tablespacename', catalog: 'pg_tablespace', column: 'spcname', makes: true },
  { kind: 'DropTableSpaceStmt', name: 'tablespacename', catalog: 'pg_tablespace', column: 'spcname', makes: false },
  { kind: 'CreateSubscriptionStmt', name: 'subname', catalog: 'pg_subscription', column: 'subname', makes: true },
  { kind: 'DropSubscriptionStmt', name: 'subname', catalog: 'pg_subscription', column: 'subname', makes: false },
];

export function makeOrDropByName(tree: Node): Outside | undefined {
  const found = CASES.find(({ kind }) => fieldsOf(tree, kind));
  if (!found) return undefined;
  const name = fieldsOf(tree, found.kind)![found.name];
  const exists = async (session: Session) =>
    (await session.run(`select 1 from pg_catalog.${found.catalog} where ${found.column} = $1`, [name])).rows.length > 0;
  return {
    before: exists,
    async settle(session, before) {
      return { state: (await exists(session)) === found.makes && before !== found.makes ? 'done' : 'undone' };
    },
  };
}
