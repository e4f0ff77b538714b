import type { ColumnDef, Constraint, Node } from 'libpg-query';
import type { ColumnFact, ConstraintFact } from './schema-facts';
import { all, pick, strings, typeBase, typeModifiers } from './tree';

export function columnFact(column: ColumnDef): ColumnFact {
  const type = typeBase(column.typeName);
  const kinds = all(column.constraints, 'Constraint').map((constraint) => constraint.contype);
  return {
    type,
    modifiers: typeModifiers(column.typeName),
    array: column.typeName?.arrayBounds !== undefined,
    notNull: kinds.some((kind) => kind === 'CONSTR_NOTNULL' || kind === 'CONSTR_PRIMARY' || kind === 'CONSTR_IDENTITY') || /serial\d?$/.test(type),
  };
}

const KINDS: Partial<Record<NonNullable<Constraint['contype']>, readonly [kind: ConstraintFact['kind'], suffix: string]>> = {
  CONSTR_PRIMARY: ['primary', 'pkey'], CONSTR_UNIQUE: ['unique', 'key'], CONSTR_FOREIGN: ['foreign', 'fkey'],
  CONSTR_CHECK: ['check', 'check'], CONSTR_EXCLUSION: ['exclusion', 'excl'], CONSTR_NOTNULL: ['not-null', 'not_null'],
};

/** A constraint by the name that PostgreSQL gives it; none for DEFAULT, IDENTITY and the like. */
export function constraintFact(table: string, constraint: Constraint, column?: ColumnDef): [name: string, fact: ConstraintFact] | undefined {
  const [kind, suffix] = (constraint.contype && KINDS[constraint.contype]) ?? [];
  if (!kind) return undefined;
  const written = kind === 'foreign' ? constraint.fk_attrs : constraint.keys;
  const columns = kind === 'check' ? notNullColumns(constraint.raw_expr) : column ? [column.colname ?? ''] : strings(written);
  const parts = kind === 'primary' ? [table] : [table, ...(kind === 'check' && column ? [column.colname ?? ''] : columns)];
  return [constraint.conname ?? [...parts, suffix].join('_'), { kind, valid: !constraint.skip_validation, columns }];
}

/** `a` of `a IS NOT NULL`, and of each such term of an AND. */
export function notNullColumns(expression: Node | undefined): string[] {
  const and = pick(expression, 'BoolExpr');
  if (and?.boolop === 'AND_EXPR') return (and.args ?? []).flatMap((argument) => notNullColumns(argument));
  const test = pick(expression, 'NullTest');
  return test?.nulltesttype === 'IS_NOT_NULL' ? strings(pick(test.arg, 'ColumnRef')?.fields).slice(-1) : [];
}
