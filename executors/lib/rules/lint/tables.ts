import type { AlterTableCmd, ColumnDef, Constraint, Node, RangeVar, TypeName } from 'libpg-query';
import { all, pick } from './tree';

/** One action of an ALTER TABLE. */
export interface Alteration {
  readonly table: RangeVar;
  readonly command: AlterTableCmd;
}

/** The actions of an ALTER TABLE; none for any other statement (an index, a view and a type are altered by the same node). */
export function alterations(node: Node): Alteration[] {
  const statement = pick(node, 'AlterTableStmt');
  if (statement?.relation === undefined || statement.objtype !== 'OBJECT_TABLE') return [];
  const table = statement.relation;
  return all(statement.cmds, 'AlterTableCmd').map((command) => ({ table, command }));
}

/** A constraint as it is written, and the column it is written at. */
export interface WrittenConstraint {
  readonly table: RangeVar;
  readonly constraint: Constraint;
  /** The column whose definition holds it. */
  readonly column?: ColumnDef;
  readonly how: 'create-table' | 'add-column' | 'add-constraint';
}

/** Every constraint that a CREATE TABLE or ALTER TABLE adds. */
export function writtenConstraints(node: Node): WrittenConstraint[] {
  const create = pick(node, 'CreateStmt');
  if (create?.relation) {
    const table = create.relation;
    return [
      ...all(create.tableElts, 'ColumnDef').flatMap((column) => ofColumn(table, column, 'create-table')),
      ...[...all(create.tableElts, 'Constraint'), ...all(create.constraints, 'Constraint')]
        .map((constraint) => ({ table, constraint, how: 'create-table' as const })),
    ];
  }
  return alterations(node).flatMap(({ table, command }) => {
    const column = command.subtype === 'AT_AddColumn' ? pick(command.def, 'ColumnDef') : undefined;
    if (column) return ofColumn(table, column, 'add-column');
    const constraint = command.subtype === 'AT_AddConstraint' ? pick(command.def, 'Constraint') : undefined;
    return constraint ? [{ table, constraint, how: 'add-constraint' as const }] : [];
  });
}

function ofColumn(table: RangeVar, column: ColumnDef, how: 'create-table' | 'add-column'): WrittenConstraint[] {
  return all(column.constraints, 'Constraint').map((constraint) => ({ table, constraint, column, how }));
}

/** A column with the type that a statement gives it. */
export interface TypedColumn {
  readonly table: RangeVar;
  readonly name: string;
  readonly type: TypeName;
  readonly column: ColumnDef;
  readonly how: 'create-table' | 'add-column' | 'alter-type';
}

/** Every column that a statement gives a type: CREATE TABLE, ADD COLUMN, ALTER COLUMN … TYPE. */
export function typedColumns(node: Node): TypedColumn[] {
  const create = pick(node, 'CreateStmt') ?? pick(node, 'CreateForeignTableStmt')?.base;
  if (create?.relation) return all(create.tableElts, 'ColumnDef').flatMap((column) => typed(create.relation!, column.colname, column, 'create-table'));
  return alterations(node).flatMap(({ table, command }) => {
    const column = pick(command.def, 'ColumnDef');
    if (column && command.subtype === 'AT_AddColumn') return typed(table, column.colname, column, 'add-column');
    return column && command.subtype === 'AT_AlterColumnType' ? typed(table, command.name, column, 'alter-type') : [];
  });
}

function typed(table: RangeVar, name: string | undefined, column: ColumnDef, how: TypedColumn['how']): TypedColumn[] {
  return column.typeName ? [{ table, name: name ?? '', type: column.typeName, column, how }] : [];
}

/** The column's constraints of a kind. */
export function columnConstraints(column: ColumnDef, kind: Constraint['contype']): Constraint[] {
  return all(column.constraints, 'Constraint').filter((constraint) => constraint.contype === kind);
}
