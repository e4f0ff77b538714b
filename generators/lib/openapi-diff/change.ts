import type { Direction, RuleId } from './rules';

/** One difference between two documents. Pointers are RFC 6901. */
export interface Change {
  readonly id: RuleId;
  readonly breaking: boolean;
  readonly direction: Direction;
  /** Where it was first met: `GET /pets/{id}`. A shared component is reported once for each direction. */
  readonly operation?: string;
  /** Place in the new document; of what is gone, the place it would have. */
  readonly pointer: string;
  /** Place in the old document; of what is new, the place it would have. */
  readonly basePointer: string;
  /** One sentence without a full stop. */
  readonly message: string;
}
