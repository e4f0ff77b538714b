import type { Operation } from '../../../../generators/lib/model';
import type { Expression, Need, Yield } from '../drive/drive-plan';
import type { Place } from './build-step';

/** What an operation needs before it, and brings for others. */
export interface Chain {
  /** For a place in the request the slot is called like the place. */
  readonly needs: readonly (Need & { readonly fills: readonly { readonly slot: Place; readonly at: number }[] })[];
  readonly yields: readonly Yield[];
}

/** Chains by operation; and who makes each resource, creates before lists. */
export interface Chains {
  of(operation: Operation): Chain;
  readonly producers: ReadonlyMap<string, readonly Operation[]>;
}

/** Chains of several kinds as one: of those that come first, the needs are met first. */
export function joinChains(all: readonly Chains[]): Chains {
  const producers = new Map<string, readonly Operation[]>();
  for (const [resource, operations] of all.flatMap((one) => [...one.producers])) producers.set(resource, [...(producers.get(resource) ?? []), ...operations]);
  return {
    producers,
    of(operation) {
      const parts = all.map((one) => one.of(operation));
      const taken = new Set<Place>();
      const needs = parts.flatMap((part) => part.needs).filter(({ fills }) => {
        const fresh = fills.some(({ slot }) => !taken.has(slot));
        fills.forEach(({ slot }) => taken.add(slot));
        return fresh;
      });
      return { needs, yields: parts.flatMap((part) => part.yields) };
    },
  };
}

/** Values that a record of an operation's reply begins with: those of the variables in its own path. */
export function pathValues({ path }: Operation): Expression[] {
  return path.segments.flat().flatMap((part) => (part.kind === 'variable' ? [{ from: 'slot' as const, slot: `path.${part.name}` }] : []));
}
