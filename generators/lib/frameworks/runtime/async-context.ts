import { AsyncResource } from 'node:async_hooks';

/** Calls back in the async context of now, so that AsyncLocalStorage of earlier middleware still holds behind an event of a stream. */
export function inContext<A, B>(done: (a: A, b: B) => void): (a: A, b: B) => void {
  const scope = new AsyncResource('RequestBody');
  return (a, b) => {
    scope.runInAsyncScope(done, null, a, b);
  };
}
