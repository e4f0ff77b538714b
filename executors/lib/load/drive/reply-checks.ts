/** What looking at replies found, as plain data that merges with others. */
export interface ReplyChecks {
  /** Replies with a status that was not expected. */
  readonly unexpected: number;
  /** Replies of an expected status that are not what the document says. */
  readonly mismatches: number;
  readonly bodiesChecked: number;
  /** Bodies that were not looked at, because looking took too much of the generator's time. */
  readonly bodiesSkipped: number;
  readonly bySteps: readonly StepChecks[];
  readonly examples: readonly BadReply[];
}

export interface StepChecks {
  readonly step: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly unexpected: number;
  readonly mismatches: number;
}

/** A kind of bad reply, with the first of its kind. */
export interface BadReply {
  readonly kind: 'unexpected' | 'mismatch';
  readonly step: number;
  readonly status: number;
  /** Sentences without full stops. */
  readonly problems: readonly string[];
  readonly count: number;
  /** The beginning of the first one's body. */
  readonly body: string;
}

/** Kinds of bad replies that a report keeps. */
export const MOST_EXAMPLES = 25;

/** Adds up what several threads, or slices of a run, found. */
export function mergeReplyChecks(parts: readonly ReplyChecks[]): ReplyChecks {
  const sum = (of: (part: ReplyChecks) => number): number => parts.reduce((total, part) => total + of(part), 0);
  const steps = new Map<number, { step: number; statuses: Record<string, number>; unexpected: number; mismatches: number }>();
  for (const one of parts.flatMap((part) => part.bySteps)) {
    const own = steps.get(one.step) ?? { step: one.step, statuses: {}, unexpected: 0, mismatches: 0 };
    for (const [status, count] of Object.entries(one.statuses)) own.statuses[status] = (own.statuses[status] ?? 0) + count;
    steps.set(one.step, { ...own, unexpected: own.unexpected + one.unexpected, mismatches: own.mismatches + one.mismatches });
  }
  const examples = new Map<string, BadReply>();
  for (const one of parts.flatMap((part) => part.examples)) {
    const key = badReplyKey(one);
    const known = examples.get(key);
    examples.set(key, known ? { ...known, count: known.count + one.count } : one);
  }
  return {
    unexpected: sum((part) => part.unexpected), mismatches: sum((part) => part.mismatches),
    bodiesChecked: sum((part) => part.bodiesChecked), bodiesSkipped: sum((part) => part.bodiesSkipped),
    bySteps: [...steps.values()].sort((a, b) => a.step - b.step),
    examples: [...examples.values()].sort((a, b) => a.step - b.step || b.count - a.count).slice(0, MOST_EXAMPLES),
  };
}

export function badReplyKey({ kind, step, status, problems }: Pick<BadReply, 'kind' | 'step' | 'status' | 'problems'>): string {
  return JSON.stringify([kind, step, status, problems]);
}
