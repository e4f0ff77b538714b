import type { Catalog } from '../../catalog/catalog';
import { groupBy } from '../../catalog/group-by';
import { notNullColumns } from './fact-of';
import type { ColumnFact, ConstraintFact } from './schema-facts';
import { SchemaFacts } from './schema-facts';
import { pick, typeBase, typeModifiers } from './tree';

/** What a catalog tells rules about the tables that migrations will meet. */
export async function factsOfCatalog(catalog: Pick<Catalog, 'tables' | 'constraints' | 'indexes'>): Promise<SchemaFacts> {
  const parser = require('libpg-query') as typeof import('libpg-query');
  await parser.loadModule();
  const facts = new SchemaFacts();
  const typeOf = memoize((type) => {
    const select = pick(parser.parseSync(`SELECT NULL::${type}`).stmts?.[0]?.stmt, 'SelectStmt');
    const name = pick(pick(select?.targetList?.[0], 'ResTarget')?.val, 'TypeCast')?.typeName;
    return { type: typeBase(name), modifiers: typeModifiers(name), array: name?.arrayBounds !== undefined };
  });
  const checked = (definition: string): string[] => {
    // Most checks say something else: only those that may matter are parsed.
    if (!definition.includes('IS NOT NULL')) return [];
    const alter = pick(parser.parseSync(`ALTER TABLE t ADD ${definition}`).stmts?.[0]?.stmt, 'AlterTableStmt');
    return notNullColumns(pick(pick(alter?.cmds?.[0], 'AlterTableCmd')?.def, 'Constraint')?.raw_expr);
  };
  const constraints = groupBy(catalog.constraints, ({ schema, table }) => `${schema}.${table}`);
  for (const { schema, name, columns, partitionKey, persistence } of catalog.tables) {
    const key = `${schema}.${name}`;
    facts.setTable(key, {
      columns: new Map(columns.map((column): [string, ColumnFact] => [column.name, { ...typeOf(column.type), notNull: column.notNull && column.notNullValidated }])),
      constraints: new Map((constraints.get(key) ?? []).map((one): [string, ConstraintFact] =>
        [one.name, { kind: one.type, valid: one.validated && one.enforced, columns: one.type === 'check' ? checked(one.definition) : one.columns }])),
      partitioned: partitionKey !== null,
      temporary: persistence === 'temporary',
    });
  }
  for (const { schema, name, table, keys, unique, predicate } of catalog.indexes) {
    facts.setIndex(`${schema}.${name}`, { table: `${schema}.${table}`, columns: keys.map(({ column }) => column ?? undefined), unique, partial: predicate !== null });
  }
  return facts;
}

function memoize<T>(compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const value = compute(text);
    known.set(text, value);
    return value;
  };
}
