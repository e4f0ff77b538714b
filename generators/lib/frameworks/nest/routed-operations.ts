import type { Diagnostic } from '../../diagnostics';
import type { EmitContext } from '../../emit/context';
import type { Operation } from '../../model';
import { firstOfEachShape } from '../shared/first-of-each-shape';
import { orderOperations } from '../shared/order-operations';

/** Nest's routing decorators, by method. */
export const DECORATORS: ReadonlyMap<string, string> = new Map([
  ['get', 'Get'], ['post', 'Post'], ['put', 'Put'], ['delete', 'Delete'], ['patch', 'Patch'], ['options', 'Options'], ['head', 'Head'],
  ['search', 'Search'], ['propfind', 'Propfind'], ['proppatch', 'Proppatch'], ['mkcol', 'Mkcol'], ['copy', 'Copy'], ['move', 'Move'],
  ['lock', 'Lock'], ['unlock', 'Unlock'],
]);

/**
 * The operations that Nest can route to, each with its place in the order in which the first match
 * is the right one. Those of other methods, TRACE among them, are `unroutedOperations`.
 */
export function routedOperations({ api }: EmitContext): ReadonlyMap<Operation, number> {
  const ordered = orderOperations(firstOfEachShape(api.operations));
  return new Map(ordered.filter(({ method }) => DECORATORS.has(method)).map((operation, rank) => [operation, rank]));
}

/** A warning for each operation whose method Nest has no decorator for. */
export function unroutedOperations({ api }: EmitContext): Diagnostic[] {
  return api.operations.filter(({ method }) => !DECORATORS.has(method)).map(({ method, path, pointer, origin }) => {
    const position = origin?.position();
    return {
      code: 'BACKEND_ROUTES_METHOD_UNROUTED', severity: 'warning', message: `${method.toUpperCase()} ${path.text} has no route: Nest has no decorator for ${method.toUpperCase()}`,
      help: 'Answer it by a middleware of the application, or on another framework.', pointer: origin?.pointer ?? pointer, ...(position && { position }),
    };
  });
}
