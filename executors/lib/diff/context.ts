import type { CatalogObject } from '../catalog/catalog';
import type { Change, PlanNote } from './change';
import type { Facts } from './facts';

export interface DiffContext {
  readonly from: Facts;
  readonly to: Facts;
  /** Objects on both sides that go and come anew. */
  readonly anew: ReadonlySet<string>;
  /** Columns that change their type in place. */
  readonly retyped: ReadonlySet<string>;
  note(note: PlanNote): void;
}

/** How one kind of object comes, goes and changes. */
export interface Handler<T extends CatalogObject> {
  create(object: T, context: DiffContext): readonly Change[];
  drop(object: T, context: DiffContext): readonly Change[];
  /** It cannot change in place from one to the other. */
  mustReplace?(from: T, to: T, context: DiffContext): boolean;
  alter(from: T, to: T, context: DiffContext): readonly Change[];
}

/** Comes into being in this plan. */
export function isCreated(id: string, { from, to, anew }: DiffContext): boolean {
  return to.objects.has(id) && (!from.objects.has(id) || anew.has(id));
}

/** Goes in this plan. */
export function isDropped(id: string, { from, to, anew }: DiffContext): boolean {
  return from.objects.has(id) && (!to.objects.has(id) || anew.has(id));
}

/** Equality of facts: plain values. */
export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
