import type { ColumnDef, Node } from 'libpg-query';
import type { ColumnFact, SchemaFacts } from './schema-facts';
import { columnFact } from './fact-of';
import { alterations, columnConstraints } from './tables';
import { booleanOption, pick, tableKey, typeBase } from './tree';
import { mayBeVolatile } from './volatility';

/** Why a statement writes a whole table anew, or builds an index on it, under a lock that blocks writes. */
export interface Rewrite {
  readonly table: string;
  /** A clause: `its new column "c" has a volatile default`. */
  readonly why: string;
}

/** The tables that a statement rewrites or builds an index on while others wait, by its tree and what is known of the schema. */
export function rewrites(node: Node, facts: SchemaFacts): Rewrite[] {
  const index = pick(node, 'IndexStmt');
  if (index && !index.concurrent) return [{ table: tableKey(index.relation), why: 'an index is built' }];
  const refresh = pick(node, 'RefreshMatViewStmt');
  if (refresh && !refresh.concurrent && !refresh.skipData) return [{ table: tableKey(refresh.relation), why: 'its query is run again' }];
  const cluster = pick(node, 'ClusterStmt');
  if (cluster) return [{ table: tableKey(cluster.relation), why: 'CLUSTER sorts it' }];
  const reindex = pick(node, 'ReindexStmt');
  if (reindex && !booleanOption(reindex.params, 'concurrently')) return [{ table: tableKey(reindex.relation), why: 'its indexes are built anew' }];
  return alterations(node).flatMap(({ table, command }) => {
    const why = alterationRewrites(command.subtype, command.name ?? '', command.def, facts, tableKey(table));
    return why === undefined ? [] : [{ table: tableKey(table), why }];
  });
}

function alterationRewrites(subtype: string | undefined, name: string, def: Node | undefined, facts: SchemaFacts, table: string): string | undefined {
  const column = pick(def, 'ColumnDef');
  if (subtype === 'AT_AddColumn' && column) return addedColumnRewrites(column);
  if (subtype === 'AT_AlterColumnType' && column) {
    return keepsRows(facts.column(table, name), column) ? undefined : `column "${name}" gets another type`;
  }
  const constraint = pick(def, 'Constraint');
  if (subtype === 'AT_AddConstraint' && constraint?.indexname === undefined && /UNIQUE|PRIMARY|EXCLUSION/.test(constraint?.contype ?? '')) return 'the index of a constraint is built';
  return subtype === undefined ? undefined : TABLE_WIDE[subtype];
}

/** Actions that rewrite whatever the table holds. */
export const TABLE_WIDE: Readonly<Record<string, string>> = {
  AT_SetLogged: 'SET LOGGED writes it to the log', AT_SetUnLogged: 'SET UNLOGGED copies it', AT_SetTableSpace: 'SET TABLESPACE copies it',
  AT_SetAccessMethod: 'SET ACCESS METHOD converts it', AT_SetExpression: 'a stored generated column is computed anew',
};

/** Why a new column makes the table be rewritten; `undefined` where only the catalog changes. */
export function addedColumnRewrites(column: ColumnDef): string | undefined {
  const name = `its new column "${column.colname}"`;
  if (columnConstraints(column, 'CONSTR_GENERATED').some(({ generated_kind: kind }) => kind !== 'v')) return `${name} is generated and stored`;
  if (columnConstraints(column, 'CONSTR_IDENTITY').length > 0) return `${name} numbers every row`;
  if (/^(small|big)?serial\d?$/.test(typeBase(column.typeName))) return `${name} numbers every row`;
  return columnConstraints(column, 'CONSTR_DEFAULT').some(({ raw_expr: expression }) => mayBeVolatile(expression)) ? `${name} has a volatile default` : undefined;
}

/**
 * True where a change of type keeps the stored rows as they are (ATColumnChangeRequiresRewrite): to text,
 * to a varchar that is not shorter, to a numeric of the same scale that is not narrower. False where the
 * old type is not known, or where USING computes.
 */
export function keepsRows(old: ColumnFact | undefined, column: ColumnDef): boolean {
  if (!old || old.type === '') return false;
  const next = columnFact(column);
  const using = column.raw_default;
  if (using && !pick(pick(using, 'TypeCast')?.arg ?? using, 'ColumnRef')) return false;
  if (old.array !== next.array || old.array) return old.array === next.array && old.type === next.type && String(old.modifiers) === String(next.modifiers);
  const character = (type: string): boolean => type === 'varchar' || type === 'text';
  if (character(old.type) && next.type === 'text') return true;
  if (character(old.type) && next.type === 'varchar') return next.modifiers.length === 0 || (old.type === 'varchar' && old.modifiers.length > 0 && next.modifiers[0]! >= old.modifiers[0]!);
  if (old.type !== next.type) return old.type === 'cidr' && next.type === 'inet';
  if (next.modifiers.length === 0) return true;
  if (old.modifiers.length === 0) return false;
  if (old.type === 'numeric') return (old.modifiers[1] ?? 0) === (next.modifiers[1] ?? 0) && next.modifiers[0]! >= old.modifiers[0]!;
  if (/^(time|timestamp)(tz)?$|^varbit$/.test(old.type)) return next.modifiers[0]! >= old.modifiers[0]!;
  return String(old.modifiers) === String(next.modifiers);
}
