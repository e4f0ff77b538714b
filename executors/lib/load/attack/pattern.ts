import type { AttackRequest, AttackSubject } from './subject';

/** A way to be wrong. */
export interface AttackPattern {
  /** Its file's name, and its name in `--attack`. */
  readonly id: string;
  /** What the requests have in common: `required parameters and properties are left out`. */
  readonly title: string;
  /** Wrong requests made from a right one; none where the operation has nothing to be wrong about. */
  attacks(subject: AttackSubject): Iterable<Attack>;
}

export interface Attack {
  /** What is wrong with it: `body without name`. */
  readonly what: string;
  readonly request: AttackRequest;
  /**
   * `refused`: by the document it is wrong for certain, so any answer but a 4xx is a flaw.
   * `survived`: it may be right, or the server may ignore what is wrong; a 5xx, a hang or a sign of
   * harm in the answer is a flaw.
   */
  readonly wanted: 'refused' | 'survived';
  /** A text whose presence in an answer is a flaw, with what it gives away. */
  readonly signs?: readonly { readonly pattern: RegExp; readonly means: string; readonly in?: 'body' | 'headers' | 'html' }[];
  /** Statuses that refuse, where not every 4xx does. */
  readonly refusals?: readonly number[];
}
