import type { Script } from '../migration';
import type { Direction } from '../journal/row';

/** A script to be run to its end, as up or as down of a migration. */
export interface Job {
  readonly migration: string;
  readonly direction: Direction;
  readonly script: Script;
  /** Text of the down script, for the journal. */
  readonly down?: string;
  /** The first statement to run when nothing has been: 1, or later where a down undoes a part of its up. */
  readonly from: number;
  /** Order of application, for the journal. */
  readonly sequence: number;
  /** Writes that take effect with the last statement. */
  finish(): Promise<void>;
}
