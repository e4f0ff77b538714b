import type { IncomingMessage } from 'node:http';
import { meets } from './query-conditions';
import type { QueryConditions } from './query-conditions';

/** Name of the routing constraint; the value of a route is its `QueryConditions`. */
export const QUERY_CONSTRAINT = 'queryConditions';

/** What a Fastify instance needs to have for it. */
export interface Constrainable {
  hasConstraintStrategy(name: string): boolean;
  addConstraintStrategy(strategy: object): unknown;
}

/** Lets routes of a Fastify application's one path be told apart by their query; costs nothing where no route asks for it. */
export function addQueryConstraint(app: Constrainable): void {
  if (app.hasConstraintStrategy(QUERY_CONSTRAINT)) return;
  app.addConstraintStrategy({
    name: QUERY_CONSTRAINT,
    mustMatchWhenDerived: false,
    storage: createStorage,
    // A request without a query meets no conditions.
    deriveConstraint: ({ url = '' }: IncomingMessage) => (url.includes('?') ? url.slice(url.indexOf('?') + 1) || undefined : undefined),
  });
}

/**
 * find-my-way keeps a set of handlers (bits of a number) for each condition of a path's routes, and
 * asks for one of them by its own conditions when it builds the table, by a query afterwards. Of
 * those a query meets, the one with most conditions answers.
 */
function createStorage() {
  const entries: { readonly conditions: QueryConditions; handlers: unknown }[] = [];
  return {
    get(wanted: unknown): unknown {
      const entry = entries.find(({ conditions }) => (typeof wanted === 'string' ? meets(wanted, conditions) : conditions === wanted));
      return entry?.handlers ?? null;
    },
    set(key: unknown, handlers: unknown): void {
      const known = entries.find(({ conditions }) => conditions === key);
      if (known) known.handlers = handlers;
      else entries.push({ conditions: key as QueryConditions, handlers });
      entries.sort((a, b) => b.conditions.length - a.conditions.length);
    },
  };
}

/** Route options that bind a route to its conditions. */
export function constraintsOf(conditions: QueryConditions | undefined): { constraints?: Record<string, unknown> } {
  return conditions === undefined ? {} : { constraints: { [QUERY_CONSTRAINT]: conditions } };
}
