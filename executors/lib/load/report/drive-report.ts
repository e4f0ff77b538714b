import type { LoadSettings } from '../options/settings';
import type { BadReply } from '../drive/reply-checks';
import type { Measurement } from '../run/measurement';

/** What virtual users did, by the steps of their plan. */
export interface DriveReport {
  readonly flows: readonly { readonly name: string; readonly weight: number; readonly steps: readonly string[] }[];
  readonly steps: readonly StepReport[];
  readonly mismatches: number;
  readonly bodiesChecked: number;
  readonly bodiesSkipped: number;
  /** Kinds of bad replies, the first of each. */
  readonly badReplies: readonly (Omit<BadReply, 'step'> & { readonly step: string })[];
}

export interface StepReport {
  readonly name: string;
  readonly method: string;
  readonly target: string;
  readonly replies: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** Requests without a reply. */
  readonly failures: number;
  /** Replies of a status that was not expected. */
  readonly unexpected: number;
  readonly mismatches: number;
  readonly p50?: number;
  readonly p99?: number;
  /** Resources whose ids it was given by replies before. */
  readonly chained: readonly string[];
}

function sum(counts: Readonly<Record<string, number>> = {}): number {
  return Object.values(counts).reduce((a, b) => a + b, 0);
}

/** The part of a report that is about virtual users; empty where there were none. */
export function driveReport({ drive }: LoadSettings, { checks, byRequest, replies, failures, latency }: Measurement): { readonly drive?: DriveReport } {
  if (!drive || !checks) return {};
  const total = { index: 0, replies, failures: Object.values(failures).reduce((a, b) => a + b, 0), ...(latency && { latency }) };
  const measured = drive.steps.length === 1 ? [total] : byRequest;
  const nameOf = (step: number): string => drive.steps[step]!.name;
  return {
    drive: {
      flows: drive.flows.map(({ name, weight, steps }) => ({ name, weight, steps: steps.map(nameOf) })),
      steps: drive.steps.map(({ name, method, shownTarget, needs }, at) => {
        const looked = checks.bySteps.find(({ step }) => step === at);
        const own = measured.find(({ index }) => index === at);
        return {
          name, method, target: shownTarget, replies: own?.replies ?? sum(looked?.statuses), // slices of a comparison are not told apart by request
          statuses: looked?.statuses ?? {}, failures: own?.failures ?? 0,
          unexpected: looked?.unexpected ?? 0, mismatches: looked?.mismatches ?? 0,
          ...(own?.latency && { p50: own.latency.p50, p99: own.latency.p99 }),
          chained: needs.map(({ resource }) => resource.replace(/^link .*\//, 'link ')),
        };
      }),
      mismatches: checks.mismatches, bodiesChecked: checks.bodiesChecked, bodiesSkipped: checks.bodiesSkipped,
      badReplies: checks.examples.map(({ step, ...rest }) => ({ ...rest, step: nameOf(step) })),
    },
  };
}
