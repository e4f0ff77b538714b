/** What was sent on purpose, and how it was taken. */
export interface AttackResult {
  readonly sent: number;
  /** Answered with a 4xx. */
  readonly refused: number;
  /** Answered otherwise without harm, where the document does not say that it is wrong. */
  readonly survived: number;
  readonly patterns: readonly { readonly id: string; readonly title: string; readonly sent: number; readonly flaws: number }[];
  readonly operations: readonly AttackedOperation[];
  readonly flaws: readonly Flaw[];
}

export interface AttackedOperation {
  readonly name: string;
  /** Answer to the request that is right. */
  readonly good: string;
  /** Why refusals say nothing here: what is right is refused too. */
  readonly unclear?: string;
  readonly sent: number;
}

export type FlawKind = 'accepted' | 'crashed' | 'hangs' | 'drops' | 'leaks' | 'harmed' | 'wrong refusal';

/** One way in which one operation fails one pattern; like ones are counted. */
export interface Flaw {
  readonly pattern: string;
  readonly operation: string;
  readonly kind: FlawKind;
  /** Of the first: what was wrong with the request, and what came. */
  readonly what: string;
  readonly answer: string;
  readonly count: number;
  /** The first request: without values of headers. */
  readonly request: { readonly method: string; readonly target: string; readonly headerNames: readonly string[]; readonly body?: string };
  readonly reply: string;
}

export const FLAW_SENTENCES: Readonly<Record<FlawKind, string>> = {
  accepted: 'accepts what its document forbids',
  crashed: 'answers with an error of its own',
  hangs: 'does not answer in time',
  drops: 'closes the connection without an answer',
  leaks: 'gives away what it should not',
  harmed: 'answers a right request differently afterwards',
  'wrong refusal': 'refuses, but by a status that says something else',
};
