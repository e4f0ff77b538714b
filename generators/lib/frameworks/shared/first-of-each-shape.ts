import type { Operation } from '../../model';
import { shapeOf } from './find-my-way-path';

/**
 * Leaves out operations that no request can reach, because an earlier one has the same method and
 * a path of the same shape (`/a/{x}` and `/a/{y}`): Fastify refuses to register those.
 */
export function firstOfEachShape(operations: readonly Operation[]): Operation[] {
  const seen = new Set<string>();
  return operations.filter((operation) => {
    const id = `${operation.method} ${operation.basePaths?.[0] ?? ''} ${shapeOf(operation.path)} ${JSON.stringify(operation.path.query ?? [])}`;
    return !seen.has(id) && seen.add(id);
  });
}
