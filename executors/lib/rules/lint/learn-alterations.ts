import type { AlterTableCmd, Node, RenameStmt } from 'libpg-query';
import { columnFact, constraintFact } from './fact-of';
import type { ColumnFact, ConstraintFact, SchemaFacts, TableFact } from './schema-facts';
import { alterations } from './tables';
import { all, pick, tableKey } from './tree';

/** Takes ALTER TABLE, RENAME and SET SCHEMA into the facts. */
export function learnAlterations(facts: SchemaFacts, node: Node): void {
  for (const { table, command } of alterations(node)) learnAlteration(facts, tableKey(table), table.relname ?? '', command);
  const rename = pick(node, 'RenameStmt');
  if (rename) learnRename(facts, rename);
  const schema = pick(node, 'AlterObjectSchemaStmt');
  if (schema?.objectType === 'OBJECT_TABLE') move(facts, tableKey(schema.relation), tableKey({ ...schema.relation, schemaname: schema.newschema }));
}

function learnAlteration(facts: SchemaFacts, key: string, table: string, { subtype, name = '', def }: AlterTableCmd): void {
  const column = pick(def, 'ColumnDef');
  const constraint = pick(def, 'Constraint');
  const changeColumn = (change: (known: ColumnFact) => Partial<ColumnFact>): void => {
    const known = facts.column(key, name) ?? { type: '', modifiers: [], array: false, notNull: false };
    facts.change(key, ({ columns }) => ({ columns: new Map(columns).set(name, { ...known, ...change(known) }) }));
  };
  switch (subtype) {
    case 'AT_AddColumn':
      if (!column) return;
      facts.change(key, ({ columns, constraints }) => ({
        columns: new Map(columns).set(column.colname ?? '', columnFact(column)),
        constraints: new Map([...constraints, ...all(column.constraints, 'Constraint').flatMap((item) => [constraintFact(table, item, column)].filter((fact) => fact !== undefined))]),
      }));
      return;
    case 'AT_DropColumn':
      facts.change(key, (known) => withoutColumn(known, name));
      for (const [index, { columns }] of facts.indexesOf(key)) if (columns.includes(name)) facts.setIndex(index, undefined);
      return;
    case 'AT_SetNotNull': return changeColumn(() => ({ notNull: true }));
    case 'AT_DropNotNull': return changeColumn(() => ({ notNull: false }));
    case 'AT_AlterColumnType':
      return column && changeColumn(({ notNull }) => ({ ...columnFact(column), notNull }));
    case 'AT_AddConstraint': {
      const fact = constraint && constraintFact(table, constraint);
      if (!fact) return;
      const index = constraint.indexname === undefined ? undefined : facts.index(key.replace(/[^.]*$/, constraint.indexname));
      const columns = index?.columns.filter((item) => item !== undefined) ?? fact[1].columns;
      facts.change(key, ({ constraints }) => ({ constraints: new Map(constraints).set(fact[0], { ...fact[1], columns }) }));
      return;
    }
    case 'AT_ValidateConstraint':
      facts.change(key, ({ constraints }) => {
        const known: ConstraintFact | undefined = constraints.get(name);
        return known ? { constraints: new Map(constraints).set(name, { ...known, valid: true }) } : {};
      });
      return;
    case 'AT_DropConstraint':
      facts.change(key, ({ constraints }) => ({ constraints: new Map([...constraints].filter(([own]) => own !== name)) }));
      return;
  }
}

function withoutColumn({ columns, constraints }: TableFact, name: string): Partial<TableFact> {
  return {
    columns: new Map([...columns].filter(([own]) => own !== name)),
    constraints: new Map([...constraints].filter(([, fact]) => !fact.columns.includes(name))),
  };
}

function learnRename(facts: SchemaFacts, { renameType, relation, subname = '', newname = '' }: RenameStmt): void {
  const key = tableKey(relation);
  if (renameType === 'OBJECT_TABLE') return move(facts, key, tableKey({ ...relation, relname: newname }));
  if (renameType === 'OBJECT_INDEX') {
    facts.setIndex(tableKey({ ...relation, relname: newname }), facts.index(key));
    return facts.setIndex(key, undefined);
  }
  const renamed = (name: string): string => (name === subname ? newname : name);
  if (renameType === 'OBJECT_TABCONSTRAINT') {
    return facts.change(key, ({ constraints }) => ({ constraints: new Map([...constraints].map(([name, fact]) => [renamed(name), fact])) }));
  }
  if (renameType !== 'OBJECT_COLUMN') return;
  facts.change(key, ({ columns, constraints }) => ({
    columns: new Map([...columns].map(([name, fact]) => [renamed(name), fact])),
    constraints: new Map([...constraints].map(([name, fact]) => [name, { ...fact, columns: fact.columns.map(renamed) }])),
  }));
  for (const [index, fact] of facts.indexesOf(key)) facts.setIndex(index, { ...fact, columns: fact.columns.map((column) => column && renamed(column)) });
}

function move(facts: SchemaFacts, from: string, to: string): void {
  facts.setTable(to, facts.table(from));
  for (const [index, fact] of facts.indexesOf(from)) facts.setIndex(index, { ...fact, table: to });
  facts.setTable(from, undefined);
}
