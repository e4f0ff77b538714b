import { isExpected } from '../verdict/expected-status';
import type { Reply, ReplyContract } from './contract';
import type { DrivePlan } from './drive-plan';
import type { BadReply, ReplyChecks } from './reply-checks';
import { badReplyKey, MOST_EXAMPLES } from './reply-checks';
import { shorten } from './shorten';

export interface ReplyChecker {
  check(step: number, method: string, reply: Reply): void;
  result(): ReplyChecks;
}

/** Bodies of a step that are always looked at, and the share of time that looking at more may take. */
const ALWAYS = 50;
const SHARE = 0.1;

/** Looks at replies: is the status expected, and is the reply what the document says? */
export function createReplyChecker(plan: DrivePlan, contract: ReplyContract | undefined, now: () => number = () => performance.now()): ReplyChecker {
  const steps = plan.steps.map(() => ({ statuses: {} as Record<string, number>, unexpected: 0, mismatches: 0, bodies: 0 }));
  const examples = new Map<string, BadReply>();
  const began = now();
  let spent = 0;
  let [checked, skipped] = [0, 0];

  const note = (kind: BadReply['kind'], step: number, { status, body }: Reply, problems: readonly string[]): void => {
    const key = badReplyKey({ kind, step, status, problems });
    const known = examples.get(key);
    if (known) examples.set(key, { ...known, count: known.count + 1 });
    else if (examples.size < MOST_EXAMPLES * 2) examples.set(key, { kind, step, status, problems, count: 1, body: shorten(body, plan.secrets) });
  };
  const look = (bodies: number): boolean => plan.contract?.check === 'all' || bodies < ALWAYS || spent < SHARE * (now() - began);

  return {
    check(step, method, reply) {
      const own = steps[step]!;
      const { operation, expect } = plan.steps[step]!;
      own.statuses[reply.status] = (own.statuses[reply.status] ?? 0) + 1;
      const expected = isExpected(String(reply.status), expect);
      let problems: readonly string[] = [];
      if (contract && operation !== undefined) {
        const looked = method !== 'HEAD' && look(own.bodies);
        if (method !== 'HEAD') looked ? checked++ : skipped++;
        own.bodies++;
        const from = now();
        problems = contract.problems(operation, looked ? reply : { status: reply.status, header: reply.header, body: undefined });
        spent += now() - from;
      }
      if (!expected) {
        own.unexpected++;
        note('unexpected', step, reply, [`status ${reply.status}`, ...problems]);
      } else if (problems.length > 0) {
        own.mismatches++;
        note('mismatch', step, reply, problems);
      }
    },
    result: () => ({
      unexpected: steps.reduce((sum, own) => sum + own.unexpected, 0), mismatches: steps.reduce((sum, own) => sum + own.mismatches, 0),
      bodiesChecked: checked, bodiesSkipped: skipped,
      bySteps: steps.flatMap(({ statuses, unexpected, mismatches }, step) => (Object.keys(statuses).length === 0 ? [] : [{ step, statuses, unexpected, mismatches }])),
      examples: [...examples.values()],
    }),
  };
}
