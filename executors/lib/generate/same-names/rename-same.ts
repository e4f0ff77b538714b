import type { Catalog, Constraint, Index, Sequence } from '../../catalog/catalog';
import { qualify, quoteIdentifier, quoteLiteral } from '../../catalog/quote';
import { pairUp, type Couple } from './pair-up';

export interface NameChange {
  readonly kind: 'constraint' | 'index' | 'sequence';
  readonly up: string;
  readonly down: string;
  /** `id` of the object by its new name. */
  readonly object: string;
}

export interface Renamed {
  readonly catalog: Catalog;
  readonly changes: readonly NameChange[];
}

/**
 * Renames the constraints, indexes and sequences of columns of the first catalog that the second has by
 * another name and with the same definition: nothing is guessed, no row is read again for a name, and a
 * sequence keeps its position.
 */
export function renameSame(from: Catalog, to: Catalog): Renamed {
  const constraints = pairUp(from.constraints.filter(({ parent }) => parent === null), to.constraints.filter(({ parent }) => parent === null), formOfConstraint);
  const indexes = pairUp(from.indexes.filter((index) => standsAlone(index) && index.valid), to.indexes.filter(standsAlone), formOfIndex);
  const sequences = pairUp(from.sequences.filter(({ ownedBy }) => ownedBy !== null), to.sequences.filter(({ ownedBy }) => ownedBy !== null), formOfSequence);
  const behind = constraints.flatMap(([old, fresh]) => indexesBehind(old, fresh, from, to));
  const newIds = new Map([...constraints, ...indexes, ...behind, ...sequences].map(([old, fresh]) => [old.id, fresh.id]));
  const id = (value: string): string => newIds.get(value) ?? value;
  return {
    // What is inherited takes its parent's name by itself.
    changes: [...constraints.filter(([{ inherited }]) => !inherited).map(renameConstraint), ...indexes.map(renameIndex), ...sequences.map(renameSequence)],
    catalog: {
      ...from,
      constraints: replace(from.constraints, constraints, (old, fresh) => ({ ...fresh, comment: old.comment })),
      indexes: replace(from.indexes, [...indexes, ...behind], (old, fresh) => ({ ...fresh, comment: old.comment, clustered: old.clustered })),
      sequences: replace(from.sequences, sequences, (old, { id: freshId, name }) => ({ ...old, id: freshId, name })),
      tables: from.tables.map((table) => ({ ...table, columns: table.columns.map((column) => ({ ...column, default: withSequences(column.default, sequences) })) })),
      dependencies: from.dependencies.map((d) => ({ from: id(d.from), to: id(d.to) })),
    },
  };
}

function formOfConstraint({ schema, table, type, definition, validated, enforced, noInherit }: Constraint): unknown {
  return [schema, table, type, definition, validated, enforced, noInherit];
}

function formOfIndex({ schema, table, method, unique, nullsNotDistinct, keys, include, predicate, options, tablespace }: Index): unknown {
  return [schema, table, method, unique, nullsNotDistinct, keys, include, predicate, options, tablespace];
}

/** Its column names it: `users_id_seq` of a table that is now `people`. */
function formOfSequence({ schema, ownedBy }: Sequence): unknown {
  return [schema, ownedBy];
}

function standsAlone({ constraint, parent }: Index): boolean {
  return constraint === null && parent === null;
}

/** PostgreSQL renames the index with its constraint. */
function indexesBehind(old: Constraint, fresh: Constraint, from: Catalog, to: Catalog): Couple<Index>[] {
  const own = from.indexes.find(({ constraint }) => constraint === old.id);
  const other = to.indexes.find(({ constraint }) => constraint === fresh.id);
  return own && other ? [[own, other]] : [];
}

function renameConstraint([old, fresh]: Couple<Constraint>): NameChange {
  const statement = (a: string, b: string): string => `ALTER TABLE ${qualify({ schema: old.schema, name: old.table })} RENAME CONSTRAINT ${quoteIdentifier(a)} TO ${quoteIdentifier(b)}`;
  return { kind: 'constraint', up: statement(old.name, fresh.name), down: statement(fresh.name, old.name), object: fresh.id };
}

function renameIndex([old, fresh]: Couple<Index>): NameChange {
  const statement = (a: string, b: string): string => `ALTER INDEX ${qualify({ schema: old.schema, name: a })} RENAME TO ${quoteIdentifier(b)}`;
  return { kind: 'index', up: statement(old.name, fresh.name), down: statement(fresh.name, old.name), object: fresh.id };
}

function renameSequence([old, fresh]: Couple<Sequence>): NameChange {
  const statement = (a: string, b: string): string => `ALTER SEQUENCE ${qualify({ schema: old.schema, name: a })} RENAME TO ${quoteIdentifier(b)}`;
  return { kind: 'sequence', up: statement(old.name, fresh.name), down: statement(fresh.name, old.name), object: fresh.id };
}

function replace<T extends { readonly id: string }>(objects: readonly T[], couples: readonly Couple<T>[], merge: (old: T, fresh: T) => T): T[] {
  const news = new Map(couples.map(([old, fresh]) => [old.id, merge(old, fresh)]));
  return objects.map((object) => news.get(object.id) ?? object);
}

/** PostgreSQL prints `nextval('public.users_id_seq'::regclass)` by the sequence's name of the day. */
function withSequences(expression: string | null, sequences: readonly Couple<Sequence>[]): string | null {
  if (expression === null) return null;
  return sequences.reduce((text, [old, fresh]) => text.replaceAll(`${quoteLiteral(qualify(old))}::regclass`, () => `${quoteLiteral(qualify(fresh))}::regclass`), expression);
}
