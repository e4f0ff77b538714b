import { Code } from '../../../../generators/lib/code';
import type { DrivePlan } from '../drive/drive-plan';
import { createVirtualUser } from '../drive/virtual-user';

/** A plan as a script may hold it: without secrets, and without what only our own checks need. */
export function scriptPlan({ steps, flows, feeders, producers, secrets }: DrivePlan): Omit<DrivePlan, 'contract'> {
  return {
    steps: steps.map(({ operation: _, ...step }) => step), flows, feeders, producers,
    secrets: Object.fromEntries(Object.entries(secrets).map(([name, { env }]) => [name, { value: '', env }])),
  };
}

/**
 * The text of `createVirtualUser`, which stands alone: our own code, no text of a document is in it.
 * An engine's users then do exactly what ours do.
 */
export function virtualUserCode(): Code {
  return new Code(`const createVirtualUser = ${createVirtualUser.toString()};`);
}
