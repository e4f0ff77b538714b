import type { CreateStmt, IndexStmt, Node } from 'libpg-query';
import { columnFact, constraintFact } from './fact-of';
import { learnAlterations } from './learn-alterations';
import type { SchemaFacts } from './schema-facts';
import { EMPTY_TABLE } from './schema-facts';
import { writtenConstraints } from './tables';
import { all, nameKey, pick, strings, tableKey } from './tree';

/** Takes a statement's effect on the schema into the facts. */
export function learn(facts: SchemaFacts, node: Node): void {
  const create = pick(node, 'CreateStmt');
  if (create) return learnTable(facts, create, node);
  const as = pick(node, 'CreateTableAsStmt');
  if (as) return facts.setTable(tableKey(as.into?.rel), { ...EMPTY_TABLE, temporary: as.into?.rel?.relpersistence === 't' });
  const index = pick(node, 'IndexStmt');
  if (index) return learnIndex(facts, index);
  const drop = pick(node, 'DropStmt');
  if (drop) {
    const keys = all(drop.objects, 'List').map((list) => nameKey(strings(list.items)));
    if (drop.removeType === 'OBJECT_TABLE') keys.forEach((key) => facts.setTable(key, undefined));
    if (drop.removeType === 'OBJECT_INDEX') keys.forEach((key) => facts.setIndex(key, undefined));
    return;
  }
  learnAlterations(facts, node);
}

function learnTable(facts: SchemaFacts, create: CreateStmt, node: Node): void {
  const key = tableKey(create.relation);
  if (create.if_not_exists && facts.table(key)) return;
  facts.setTable(key, {
    columns: new Map(all(create.tableElts, 'ColumnDef').map((column) => [column.colname ?? '', columnFact(column)])),
    constraints: new Map(writtenConstraints(node).map(({ constraint, column }) => constraintFact(create.relation?.relname ?? '', constraint, column)).filter((fact) => fact !== undefined)),
    partitioned: create.partspec !== undefined,
    temporary: create.relation?.relpersistence === 't',
  });
}

function learnIndex(facts: SchemaFacts, index: IndexStmt): void {
  const columns = all(index.indexParams, 'IndexElem').map((element) => element.name);
  const name = index.idxname ?? `${index.relation?.relname}_${columns.map((column) => column ?? 'expr').join('_')}_idx`;
  facts.setIndex(tableKey({ schemaname: index.relation?.schemaname, relname: name }), {
    table: tableKey(index.relation), columns, unique: index.unique === true, partial: index.whereClause !== undefined,
  });
}
