import type { Outside } from '../../../engine';
import { fieldsOf, nameOf, strings, type Node } from './statement';

/** `DROP INDEX CONCURRENTLY`. Interrupted, the index is still there, perhaps invalid: it is dropped again. */
export function dropIndexConcurrently(tree: Node): Outside | undefined {
  const drop = fieldsOf(tree, 'DropStmt');
  if (!drop?.['concurrent']) return undefined;
  const [object] = (drop['objects'] ?? []) as { List?: { items?: unknown } }[];
  const name = nameOf(strings(object?.List?.items));
  const oid = async (session: Parameters<Outside['before']>[0]) => (await session.run('select to_regclass($1)::oid::text as oid', [name])).rows[0]?.['oid'] ?? null;
  return {
    before: oid,
    async settle(session, before) {
      // Nothing had the name before: the statement can only fail, or pass by IF EXISTS.
      if (before === null) return { state: 'undone' };
      return { state: (await oid(session)) === before ? 'undone' : 'done' };
    },
  };
}
