import type { Outside } from '../../../engine';
import { dropIndex, indexes } from './indexes';
import { fieldsOf, type Node } from './statement';

/**
 * `REINDEX`, which may be repeated. Interrupted with CONCURRENTLY it leaves invalid copies named
 * `…_ccnew` or `…_ccold` (manual, REINDEX, "Rebuilding Indexes Concurrently"): those that were not there before go.
 */
export function reindex(tree: Node): Outside | undefined {
  if (!fieldsOf(tree, 'ReindexStmt')) return undefined;
  const left = `not i.indisvalid and c.relname ~ '_cc(new|old)[0-9]*$' and n.nspname <> 'pg_toast'`;
  return {
    before: async (session) => (await indexes(session, left)).map(({ oid }) => oid),
    async settle(session, before) {
      const fresh = (await indexes(session, left)).filter(({ oid }) => !(before as readonly string[]).includes(oid));
      for (const found of fresh) await dropIndex(session, found);
      return { state: 'undone', ...(fresh.length > 0 ? { note: `dropped the invalid index ${fresh.map(({ name }) => name).join(', ')}` } : {}) };
    },
  };
}
