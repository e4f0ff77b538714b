import type { Match, Rule, Subject } from './lint/rule';
import { all, nameKey, pick, strings, tableKey } from './lint/tree';

/** Statements, other than DROP TABLE and DROP COLUMN, whose data is gone with them. */
export const rule: Rule = {
  id: 'deleting-data',
  severity: 'warning',
  help: 'Keep a copy of what goes, and say in the migration why it may.',
  *check(subject) {
    const truncate = pick(subject.node, 'TruncateStmt');
    for (const table of truncate?.behavior === 'DROP_CASCADE' && subject.active.has('ban-truncate-cascade') ? [] : all(truncate?.relations, 'RangeVar')) {
      if (!subject.state.isEmpty(tableKey(table))) yield { message: `TRUNCATE deletes every row of "${table.relname}"`, at: table.location, object: tableKey(table) };
    }
    const remove = pick(subject.node, 'DeleteStmt');
    if (remove?.relation && !remove.whereClause && !remove.usingClause && !subject.state.isEmpty(tableKey(remove.relation))) {
      yield { message: `DELETE without WHERE deletes every row of "${remove.relation.relname}"`, at: remove.relation.location, object: tableKey(remove.relation) };
    }
    yield* ofDrop(subject);
  },
};

function* ofDrop({ node }: Subject): Generator<Match> {
  const drop = pick(node, 'DropStmt');
  const names = all(drop?.objects, 'List').map((list) => strings(list.items));
  if (drop?.removeType === 'OBJECT_SCHEMA' && drop.behavior === 'DROP_CASCADE') {
    for (const name of strings(drop.objects)) yield { message: `Dropping the schema "${name}" deletes every table in it`, object: name };
  }
  if (drop?.removeType === 'OBJECT_SEQUENCE') {
    for (const name of names) yield { message: `Dropping the sequence "${name.at(-1)}" loses its value`, object: nameKey(name) };
  }
  if (pick(node, 'DropOwnedStmt')) yield { message: 'DROP OWNED deletes every object of the role in this database, tables with their rows' };
}
