import { formatMs } from '../verdict/verdict';
import type { DriveReport } from './drive-report';

/** Rows that a report shows; those with errors and the busiest come first where there are more. */
const MOST_ROWS = 60;

export const STEP_HEAD = ['step', 'P50', 'P99', 'replies', 'no reply', 'unexpected', 'mismatch', 'statuses'];

/** The table of steps as texts, and how many rows it leaves out. */
export function stepRows({ steps }: DriveReport): { readonly rows: string[][]; readonly more: number } {
  const bad = ({ failures, unexpected, mismatches }: DriveReport['steps'][number]): number => failures + unexpected + mismatches;
  const shown = steps.length <= MOST_ROWS ? steps : [...steps].sort((a, b) => bad(b) - bad(a) || b.replies - a.replies).slice(0, MOST_ROWS);
  return {
    more: steps.length - shown.length,
    rows: shown.map((step) => [
      step.name, step.p50 === undefined ? '' : formatMs(step.p50), step.p99 === undefined ? '' : formatMs(step.p99),
      String(step.replies), String(step.failures), String(step.unexpected), String(step.mismatches), Object.entries(step.statuses).map(([status, count]) => `${status} × ${count}`).join(', ') || 'none',
    ]),
  };
}

/** `createUser answered 201, 12 times: body name: is required`. */
export function badReplySentence({ step, status, count, problems }: DriveReport['badReplies'][number]): string {
  return `${step} answered ${status}, ${count} time${count === 1 ? '' : 's'}: ${problems.filter((one) => one !== `status ${status}`).join('; ') || 'a status that is not expected'}`;
}

/** What to look at first, where a run failed by its replies. */
export function worstReplies({ badReplies }: DriveReport): string[] {
  return [...badReplies].sort((a, b) => b.count - a.count).slice(0, 3).map(badReplySentence);
}

/** `getUser takes its path from createUser's replies`: which steps used ids of earlier replies. */
export function chainSentence({ steps }: DriveReport): string | undefined {
  const chained = steps.filter((step) => step.chained.length > 0);
  return chained.length === 0 ? undefined : `Values of earlier replies are used by ${chained.map(({ name, chained: by }) => `${name} (${by.join(', ')})`).join(', ')}.`;
}
