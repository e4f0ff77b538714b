import type { Engine, Session } from './engine';

/** A kind of database and how to reach one. */
export interface Database {
  readonly engine: Engine;
  /** Opens a connection; called again after one was lost. */
  open(): Promise<Session>;
  /** Without secrets. */
  readonly label: string;
}
