import type { LoadTestContext } from '../load-test';
import type { LoadSettings } from '../options/settings';
import { firstRequest } from '../probe/first-request';
import { describeServer, serverDiagnostic, unmeasured } from '../report/describe';
import type { LoadReport, ReportHead } from '../report/report';
import { openTarget } from '../server/open-target';
import type { ServerProblem } from '../server/start-server';
import { judgeRateLimit } from './judge-rate-limit';
import { observeRateLimit } from './probe-rate-limit';

const MOST_REQUESTS = 20_000;

/** Looks whether a server limits the rate of requests, how, and whether it lets go again; in place of a load. */
export async function runRateLimit(settings: LoadSettings, recoveryMs: number, head: ReportHead, context: LoadTestContext): Promise<LoadReport> {
  const target = await openTarget(settings, context);
  if ('kind' in target) return { ...head, ...unmeasured(settings, target) };
  try {
    const { shape } = settings;
    const request = firstRequest(settings, target);
    const signal = AbortSignal.any([context.signal, target.died]);
    const seen = await observeRateLimit(request, {
      connections: shape.concurrency, amount: shape.amount ?? MOST_REQUESTS, durationMs: shape.durationMs ?? 10_000, timeoutMs: shape.timeoutMs, tls: settings.tls, recoveryMs, signal, progress: context.progress,
    });
    const rateLimit = judgeRateLimit(`${request.method} ${request.url.replace(/\?.*/s, '')}`, seen, recoveryMs);
    const death = target.died.aborted ? (target.died.reason as ServerProblem) : undefined;
    const bad = rateLimit.checks.filter(({ outcome }) => outcome === 'fail');
    const unclear = rateLimit.checks.filter(({ outcome }) => outcome === 'void');
    const verdict = death || bad.length > 0 ? 'fail' : context.signal.aborted || unclear.length > 0 ? 'void' : 'pass';
    return {
      ...head, ok: verdict === 'pass', verdict, rateLimit,
      reasons: [...(death ? [death.message] : []), ...[...bad, ...unclear].map(({ name, outcome, what }) => `${outcome === 'fail' ? 'not so' : 'cannot tell'}: ${name}: ${what}`), ...(context.signal.aborted ? ['the run was interrupted'] : [])],
      server: { ...describeServer(settings, death), origin: target.origin, ...(target.startMs !== undefined && { startMs: target.startMs }) },
      thresholds: [], diagnostics: death ? [serverDiagnostic(death)] : [],
    };
  } finally {
    await target.close();
  }
}
