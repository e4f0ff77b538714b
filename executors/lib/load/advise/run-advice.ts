import { availableParallelism, totalmem } from 'node:os';
import type { LoadTestContext } from '../load-test';
import type { LoadSettings, ProbeSettings } from '../options/settings';
import { describeServer, serverDiagnostic, unmeasured } from '../report/describe';
import type { LoadReport, ReportHead } from '../report/report';
import { openTarget } from '../server/open-target';
import type { ServerProblem } from '../server/start-server';
import { SATURATED } from '../verdict/judge';
import type { AdviceResult, AdviceStep } from './advice-result';
import { findKnee, kneeOf } from './find-knee';
import { fitUsl } from './fit-usl';
import { measureStep } from './measure-step';
import { instancesFor, recommend } from './recommend';
import { whatSaturates } from './what-saturates';

const STEP = { shortestMs: 1000, longestMs: 10_000, share: 1 / 16 };
/** What waits at an overrun server is answered meanwhile. */
const PAUSE_MS = 500;

/** Searches the most that a server keeps up with, and says what to do about it; in place of a load. */
export async function runAdvice(settings: LoadSettings, { budgetMs, targetRate }: Extract<ProbeSettings, { kind: 'advice' }>, head: ReportHead, context: LoadTestContext): Promise<LoadReport> {
  const deadline = performance.now() + budgetMs;
  const target = await openTarget(settings, context);
  if ('kind' in target) return { ...head, ...unmeasured(settings, target) };
  try {
    const signal = AbortSignal.any([context.signal, target.died]);
    const stepMs = Math.min(STEP.longestMs, Math.max(STEP.shortestMs, budgetMs * STEP.share));
    const measure = async (rate: number | undefined): Promise<AdviceStep> => {
      const step = await measureStep(settings, target, rate, stepMs, signal);
      context.progress(`${rate === undefined ? 'as fast as it goes' : `${Math.round(rate)} per second`}: ${Math.round(step.achieved)} replies per second, ${step.sustained || rate === undefined ? 'kept up' : 'fell behind'}`);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      return step;
    };
    await measureStep(settings, target, undefined, settings.shape.warmupMs || STEP.shortestMs, signal);
    const steps = await findKnee(measure, () => !signal.aborted && performance.now() + stepMs < deadline);
    const death = target.died.aborted ? (target.died.reason as ServerProblem) : undefined;
    const advice = conclude(steps, settings, targetRate);
    const saturated = steps.some(({ generatorBusy, sustained, offered }) => offered !== undefined && !sustained && generatorBusy > SATURATED);
    const verdict = death ? 'fail' : context.signal.aborted || saturated || !advice.knee ? 'void' : 'pass';
    const why = death ? [death.message] : context.signal.aborted ? ['the run was interrupted'] : saturated ? ['the load generator itself was saturated; give it --workers'] : advice.knee ? [] : ['no knee was found: the server kept up with every rate there was time for'];
    return {
      ...head, ok: verdict === 'pass', verdict, reasons: why, advice,
      server: { ...describeServer(settings, death), origin: target.origin, ...(target.startMs !== undefined && { startMs: target.startMs }) },
      thresholds: [], diagnostics: death ? [serverDiagnostic(death)] : [],
    };
  } finally {
    await target.close();
  }
}

function conclude(steps: readonly AdviceStep[], { shape, thresholds }: LoadSettings, targetRate: number | undefined): AdviceResult {
  const knee = kneeOf(steps);
  const kept = thresholds.length === 0 ? [] : steps.filter(({ offered, sustained, keepsThresholds }) => offered !== undefined && sustained && keepsThresholds);
  const within = kept.length > 0 ? Math.max(...kept.map(({ offered }) => offered!)) : undefined;
  const usl = fitUsl(steps.flatMap(({ underWay, achieved }) => (underWay === undefined ? [] : [{ n: underWay, x: achieved }])));
  const saturates = whatSaturates(steps, { cores: availableParallelism(), memoryBytes: process.constrainedMemory() || totalmem(), connections: shape.concurrency });
  const found = {
    ...(knee && { knee }), ...(within !== undefined && { withinThresholds: within }), ...(usl && { usl }), ...(saturates && { saturates }),
    ...(knee && targetRate !== undefined && { instances: instancesFor(targetRate, knee, within) }),
  };
  return { steps, ...found, recommendations: recommend(found) };
}
