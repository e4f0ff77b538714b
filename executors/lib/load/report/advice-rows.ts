import { formatMs } from '../verdict/verdict';
import type { AdviceResult } from '../advise/advice-result';
import type { LoadReport } from './report';

/** The verdict of a search for the limit; undefined for other runs. */
export function adviceSentence({ verdict, advice }: Pick<LoadReport, 'verdict' | 'advice'>): string | undefined {
  if (!advice) return undefined;
  if (verdict !== 'pass') return verdict === 'fail' ? 'The search for the limit failed.' : 'The run cannot tell: it is no pass.';
  const { rate, low, high } = advice.knee!;
  return `The knee is at ${whole(rate)} requests per second (${whole(low)}–${whole(high)}).`;
}

export const STEP_HEAD = ['asked for', 'came out', '', 'P50', 'P95', 'P99', 'under way', 'errors', 'cores', 'event loop busy', 'machine busy'];

/** Step by step, from the lowest rate. */
export function stepRows({ steps }: AdviceResult): string[][] {
  const ms = (value: number | undefined): string => (value === undefined ? '' : formatMs(value));
  return [...steps].sort((a, b) => (a.offered ?? Infinity) - (b.offered ?? Infinity)).map((step) => [
    step.offered === undefined ? 'as much as goes' : `${whole(step.offered)}/s`, `${whole(step.achieved)}/s`, step.offered === undefined ? '' : step.sustained ? 'kept up' : 'fell behind',
    ms(step.p50), ms(step.p95), ms(step.p99), step.underWay?.toFixed(1) ?? '', `${(step.errorRate * 100).toPrecision(2)} %`, step.cores?.toFixed(2) ?? '', step.loopBusy === undefined ? '' : `${Math.round(step.loopBusy * 100)} %`, `${Math.round(step.machineBusy * 100)} %`,
  ]);
}

/** `X(N) = 98.2 N / (1 + 0.49 (N − 1) + 0.00012 N (N − 1)), r² 0.98`. */
export function uslSentence({ usl }: AdviceResult): string | undefined {
  if (!usl) return undefined;
  const digits = (value: number): string => Number(value.toPrecision(3)).toString();
  return `Universal Scalability Law: X(N) = ${digits(usl.lambda)} N / (1 + ${digits(usl.sigma)} (N − 1) + ${digits(usl.kappa)} N (N − 1)), r² ${usl.r2.toFixed(2)}: at most ${digits(usl.peak)} per second.`;
}

function whole(rate: number): string {
  return rate >= 100 ? String(Math.round(rate)) : Number(rate.toPrecision(3)).toString();
}
