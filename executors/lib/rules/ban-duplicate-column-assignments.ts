import type { Node, ResTarget } from 'libpg-query';
import { groupBy } from '../catalog/group-by';
import type { Match, Rule } from './lint/rule';
import { all, nodesWithin, pick, strings, within } from './lint/tree';

interface Named {
  readonly name: string;
  /** A part of the column only: `a.x`, `a[1]`. */
  readonly partial: boolean;
  readonly at: number | undefined;
}

/** A column given twice: PostgreSQL refuses it when the statement runs, which may be in the middle of a migration. */
export const rule: Rule = {
  id: 'ban-duplicate-column-assignments',
  severity: 'error',
  help: 'Keep one of them.',
  *check({ node }) {
    for (const inner of nodesWithin(node)) for (const list of assigned(inner)) yield* duplicates(list);
  },
};

function* duplicates(columns: readonly Named[]): Generator<Match> {
  const byName = groupBy(columns, ({ name }) => name);
  for (const [name, same] of byName) {
    if (same.length < 2 || same.every(({ partial }) => partial)) continue;
    yield { message: `The column "${name}" is given ${same.length} times`, at: same[1]?.at };
  }
}

/** The lists of columns in a node in which each may stand once. */
function assigned(node: Node): Named[][] {
  const insert = pick(node, 'InsertStmt');
  if (insert) return [insert.cols, insert.onConflictClause?.targetList].map((list) => targets(all(list, 'ResTarget')));
  const set = pick(node, 'UpdateStmt') ?? pick(node, 'MergeWhenClause');
  if (set) return [targets(all(set.targetList, 'ResTarget'))];
  const create = pick(node, 'CreateStmt') ?? pick(node, 'CreateForeignTableStmt')?.base;
  if (create) return [all(create.tableElts, 'ColumnDef').map(({ colname = '', location }) => ({ name: colname, partial: false, at: location }))];
  const into = pick(node, 'CreateTableAsStmt')?.into;
  if (into?.colNames) return [plain(strings(into.colNames))];
  const view = pick(node, 'ViewStmt');
  if (view) return [view.aliases ? plain(strings(view.aliases)) : outputs(view.query)];
  return pick(node, 'SelectStmt')?.intoClause ? [outputs(node)] : [];
}

const plain = (names: readonly string[]): Named[] => names.map((name) => ({ name, partial: false, at: undefined }));

function targets(list: readonly ResTarget[]): Named[] {
  return list.map(({ name = '', indirection, location }) => ({ name, partial: indirection !== undefined, at: location }));
}

/** The names that a SELECT gives its columns, as far as they are certain: an alias, a column, `?column?` of a constant. */
function outputs(query: Node | undefined): Named[] {
  const select = pick(query, 'SelectStmt');
  return all(select?.targetList, 'ResTarget').flatMap(({ name, val, location }) => {
    const column = pick(val, 'ColumnRef');
    const [star] = within(column, 'A_Star');
    const inferred = name ?? (column && !star ? strings(column.fields).at(-1) : pick(val, 'A_Const') ? '?column?' : undefined);
    return inferred === undefined ? [] : [{ name: inferred, partial: false, at: location }];
  });
}
