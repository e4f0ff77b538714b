import type { Catalog, Constraint, Index } from '../catalog/catalog';
import { qualify, quoteIdentifier } from '../catalog/quote';

export interface NameChange {
  readonly up: string;
  readonly down: string;
  readonly object: string;
}

export interface Renamed {
  readonly catalog: Catalog;
  readonly changes: readonly NameChange[];
}

/**
 * Renames the constraints and indexes of the first catalog that the second has by another name and
 * with the same definition: nothing is guessed, and no row is read again for a name.
 */
export function renameSame(from: Catalog, to: Catalog): Renamed {
  const changes: NameChange[] = [];
  const ids = new Map<string, string>();
  const constraints = new Map<string, Constraint>();
  const indexes = new Map<string, Index>();
  const taken = new Set([...from.constraints, ...from.indexes].map(({ id }) => id));
  const freshConstraints = to.constraints.filter(({ id, parent }) => !taken.has(id) && parent === null);
  for (const old of gone(from.constraints, to.constraints)) {
    const fresh = freshConstraints.find((c) => !ids.has(c.id) && old.parent === null && signature(c) === signature(old));
    if (fresh === undefined) continue;
    freshConstraints.splice(freshConstraints.indexOf(fresh), 1);
    const statement = (a: string, b: string): string => `ALTER TABLE ${qualify({ schema: old.schema, name: old.table })} RENAME CONSTRAINT ${quoteIdentifier(a)} TO ${quoteIdentifier(b)}`;
    changes.push({ up: statement(old.name, fresh.name), down: statement(fresh.name, old.name), object: fresh.id });
    constraints.set(old.id, { ...fresh, comment: old.comment });
    ids.set(old.id, fresh.id);
    const [own, other] = [from.indexes.find(({ constraint }) => constraint === old.id), to.indexes.find(({ constraint }) => constraint === fresh.id)];
    if (own && other) {
      indexes.set(own.id, { ...other, comment: own.comment, clustered: own.clustered });
      ids.set(own.id, other.id);
    }
  }
  const freshIndexes = to.indexes.filter(({ id, constraint, parent }) => !taken.has(id) && constraint === null && parent === null);
  for (const old of gone(from.indexes, to.indexes)) {
    if (old.constraint !== null || old.parent !== null || !old.valid) continue;
    const fresh = freshIndexes.find((index) => shape(index) === shape(old));
    if (fresh === undefined) continue;
    freshIndexes.splice(freshIndexes.indexOf(fresh), 1);
    const statement = (a: string, b: string): string => `ALTER INDEX ${qualify({ schema: old.schema, name: a })} RENAME TO ${quoteIdentifier(b)}`;
    changes.push({ up: statement(old.name, fresh.name), down: statement(fresh.name, old.name), object: fresh.id });
    indexes.set(old.id, { ...fresh, comment: old.comment, clustered: old.clustered });
    ids.set(old.id, fresh.id);
  }
  const id = (value: string): string => ids.get(value) ?? value;
  return {
    changes,
    catalog: {
      ...from,
      constraints: from.constraints.map((constraint) => constraints.get(constraint.id) ?? constraint),
      indexes: from.indexes.map((index) => indexes.get(index.id) ?? index),
      dependencies: from.dependencies.map((d) => ({ from: id(d.from), to: id(d.to) })),
    },
  };
}

function gone<T extends { readonly id: string }>(from: readonly T[], to: readonly T[]): T[] {
  const there = new Set(to.map(({ id }) => id));
  return from.filter(({ id }) => !there.has(id));
}

function signature({ schema, table, type, definition, validated, enforced, noInherit }: Constraint): string {
  return JSON.stringify([schema, table, type, definition, validated, enforced, noInherit]);
}

function shape({ schema, table, method, unique, nullsNotDistinct, keys, include, predicate, options, tablespace }: Index): string {
  return JSON.stringify([schema, table, method, unique, nullsNotDistinct, keys, include, predicate, options, tablespace]);
}
