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

/** Lets routes of one path be told apart by their query; Fastify's router asks for one of them by its conditions, then by a query. */
export function addQueryConstraint(app: Constrainable): void {
  if (app.hasConstraintStrategy(QUERY_CONSTRAINT)) return;
  app.addConstraintStrategy({
    name: QUERY_CONSTRAINT,
    mustMatchWhenDerived: false,
    storage: createStorage,
    deriveConstraint: ({ url = '' }: IncomingMessage) => (url.includes('?') ? url.slice(url.indexOf('?') + 1) || undefined : undefined),
  });
}

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
