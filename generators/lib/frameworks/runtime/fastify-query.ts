import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { meets } from './query-conditions';
import type { QueryConditions } from './query-conditions';

/** Name of the routing constraint; the value of a route is its `QueryConditions`. */
const CONSTRAINT = 'queryConditions';

/** Lets routes of a Fastify instance be told apart by their query; costs nothing where no route asks for it. */
export function addQueryConstraint(app: FastifyInstance): void {
  if (app.hasConstraintStrategy(CONSTRAINT)) return;
  app.addConstraintStrategy({
    name: CONSTRAINT,
    mustMatchWhenDerived: false,
    storage: createStorage,
    // The types leave out that a request may have no value at all.
    deriveConstraint: (request: unknown) => queryOf((request as IncomingMessage).url ?? '') as string,
  });
}

/** Route options that bind a route to its conditions. */
export function constraintsOf(conditions: QueryConditions | undefined): { constraints?: Record<string, unknown> } {
  return conditions === undefined ? {} : { constraints: { [CONSTRAINT]: conditions } };
}

/**
 * find-my-way keeps a set of handlers (bits of a number) for each condition of a path's routes, and
 * asks for one of them by its own conditions when it builds the table, by a query afterwards. Of
 * those a query meets, the one with most conditions answers.
 */
function createStorage() {
  const entries: { readonly conditions: QueryConditions; handlers: unknown }[] = [];
  return {
    get(wanted: unknown): any {
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

/** The query, or undefined: a request without one meets no conditions. */
function queryOf(url: string): string | undefined {
  const mark = url.indexOf('?');
  return mark === -1 || mark === url.length - 1 ? undefined : url.slice(mark + 1);
}
