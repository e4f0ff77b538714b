import type { AdviceStep } from './advice-result';

/** Loads the server at a rate, or as fast as the connections can. */
export type MeasureStep = (rate: number | undefined) => Promise<AdviceStep>;

/** Shares of what the connections reached by themselves, from overrun to idle: what matters most comes first, should time be short. */
const LADDER = [1.25, 0.5, 0.85, 0.25, 1, 0.7, 0.1];
const HIGHER = 1.5;
/** Sustained and overrun rates this close are one knee. */
const CLOSE = 1.06;
const OVERRUNS = 3;
/** Over the most that came out: what is surely too much. */
const BEYOND = 1.2;

/**
 * Climbs in steps of an open loop: what comes in does not wait for what goes out, so a server that is
 * asked for too much falls behind instead of slowing its clients down. A closed loop comes first, to know
 * where to climb. Ends when the highest rate that was sustained and the lowest that was not are close, and
 * overrun was measured often enough, or there is no time for another step.
 * @param more whether there is time for another step
 */
export async function findKnee(measure: MeasureStep, more: () => boolean): Promise<AdviceStep[]> {
  const first = await measure(undefined);
  const steps = [first];
  const overrun = (): AdviceStep[] => steps.filter(({ offered, sustained }) => offered !== undefined && !sustained);
  const highest = (): number => Math.max(0, ...steps.filter(({ offered, sustained }) => offered !== undefined && sustained).map(({ offered }) => offered!));
  const lowest = (): number => Math.min(Infinity, ...overrun().map(({ offered }) => offered!));
  const most = (): number => Math.max(...steps.map(({ achieved }) => achieved));
  const enough = (): boolean => overrun().filter(({ offered }) => offered! > most()).length >= OVERRUNS;
  for (const share of LADDER) {
    if (!more() || first.achieved === 0) return steps;
    steps.push(await measure(first.achieved * share));
  }
  while (more() && overrun().length === 0) {
    const step = await measure(highest() * HIGHER);
    steps.push(step);
    if (step.generatorBusy > 0.9) return steps;
  }
  while (more()) {
    const [low, high] = [highest(), lowest()];
    // A step that fell behind below one that kept up is the machine's mood: it is tried again.
    const settled = low > 0 && (high < low || high / low <= CLOSE);
    if (settled && enough()) return steps;
    steps.push(await measure(settled || low === 0 ? most() * BEYOND : Math.sqrt(low * high)));
  }
  return steps;
}

/**
 * The most replies per second: what comes out of a server that is overrun, the median of the steps, with
 * an interval of what they spread and of what so many replies cannot tell (Poisson). A step that fell behind
 * though it asked for less than another one got was disturbed.
 */
export function kneeOf(steps: readonly AdviceStep[]): { rate: number; low: number; high: number } | undefined {
  const most = Math.max(0, ...steps.map(({ achieved }) => achieved));
  const overrun = steps.filter(({ offered, sustained, achieved, errorRate }) => offered !== undefined && offered > most && !sustained && achieved > 0 && errorRate < 0.5);
  if (overrun.length === 0) return undefined;
  const rates = overrun.map(({ achieved }) => achieved).sort((a, b) => a - b);
  const rate = (rates[(rates.length - 1) >> 1]! + rates[rates.length >> 1]!) / 2;
  const replies = overrun.reduce((sum, step) => sum + step.replies, 0);
  const spread = Math.max(2 / Math.sqrt(replies), ...rates.map((one) => Math.abs(one / rate - 1)));
  return { rate, low: rate * (1 - spread), high: rate * (1 + spread) };
}
