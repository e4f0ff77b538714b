import type { Kind, Shape } from '../shapes';
import type { Walker } from './walker';

export type Check = (walker: Walker, node: Record<string, unknown>) => void;

/** What tables cannot say, by kind of object. */
export const CHECKS: Partial<Record<Kind, Check>> & {
  /** Handles a field its object does not have; true when it was understood. */
  leftover?: (walker: Walker, node: Record<string, unknown>, key: string, shape: Shape) => boolean;
} = {};
