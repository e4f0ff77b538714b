import type { Outside, Session } from '../../../engine';
import { fieldsOf, relationName, type Node } from './statement';
import { dropIndex, indexes } from './indexes';

/**
 * `CREATE INDEX CONCURRENTLY`. Interrupted, it leaves an invalid index, which writes still keep up to
 * date; it is dropped and made again. Indexes are told by their oid: one that had the name before is not ours.
 */
export function createIndexConcurrently(tree: Node): Outside | undefined {
  const index = fieldsOf(tree, 'IndexStmt');
  if (!index?.['concurrent']) return undefined;
  const table = relationName(index['relation']);
  const before = (session: Session) => indexes(session, 'i.indrelid = to_regclass($1)', [table]);
  return {
    // With IF NOT EXISTS an invalid index of an earlier attempt would pass for the wanted one.
    async before(session) {
      const known = await before(session);
      const name = index['idxname'] as string | undefined;
      for (const found of known) if (index['if_not_exists'] && !found.valid && found.index === name) await dropIndex(session, found);
      return (await before(session)).map(({ oid }) => oid);
    },
    async settle(session, known) {
      const fresh = (await before(session)).filter(({ oid }) => !(known as readonly string[]).includes(oid));
      const broken = fresh.filter(({ valid }) => !valid);
      for (const found of broken) await dropIndex(session, found);
      if (broken.length > 0) return { state: 'undone', note: `dropped the invalid index ${broken.map(({ name }) => name).join(', ')}` };
      return { state: fresh.length > 0 ? 'done' : 'undone' };
    },
  };
}
