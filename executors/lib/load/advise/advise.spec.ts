import { tmpdir } from 'node:os';
import { runLoadTest } from '../load-test';
import { queueServer } from '../testing/queue-server';
import type { AdviceStep } from './advice-result';
import { findKnee, kneeOf } from './find-knee';
import { fitUsl } from './fit-usl';
import { instancesFor } from './recommend';
import { whatSaturates } from './what-saturates';

const FULL = process.env['FULL'] !== undefined;
jest.setTimeout(200_000);

const step = (more: Partial<AdviceStep>): AdviceStep => ({ achieved: 100, replies: 300, seconds: 3, sustained: true, errorRate: 0, keepsThresholds: true, machineBusy: 0.3, generatorBusy: 0.1, waiting: 0, meanService: 5, underWay: 1, ...more });

describe('fitUsl', () => {
  it.each([[100, 0.02, 0.0005], [50, 0.3, 0], [1000, 0, 0.001]])('finds λ = %d, σ = %d, κ = %d again', (lambda, sigma, kappa) => {
    const fit = fitUsl([1, 2, 4, 8, 16, 32, 64, 128].map((n) => ({ n, x: (lambda * n) / (1 + sigma * (n - 1) + kappa * n * (n - 1)) })))!;
    expect([fit.lambda, fit.sigma, fit.kappa, fit.r2]).toEqual([expect.closeTo(lambda, 3), expect.closeTo(sigma, 6), expect.closeTo(kappa, 6), expect.closeTo(1, 6)]);
    expect(fit.retrograde).toBe(kappa > 0);
    if (kappa > 0) expect(fit.peakAt).toBeCloseTo(Math.sqrt((1 - sigma) / kappa), 3);
    else expect(fit.peak).toBeCloseTo(lambda / sigma, 3);
  });

  it('finds the capacity of M/M/1, whose law it is', () => {
    const fit = fitUsl([0.1, 0.3, 0.5, 0.7, 0.9].map((load) => ({ n: load / (1 - load), x: 200 * load })))!;
    expect(fit.peak).toBeCloseTo(200, 3);
  });

  it('has none of points that say nothing', () => {
    expect(fitUsl([{ n: 1, x: 1 }])).toBeUndefined();
    expect(fitUsl([1, 2, 3, 4].map((n) => ({ n, x: n })))).toBeUndefined();
  });
});

describe('findKnee', () => {
  const server = (capacity: number, closed: number) => async (rate: number | undefined) => {
    const achieved = Math.min(capacity, rate ?? closed);
    return step({ ...(rate !== undefined && { offered: rate }), achieved, replies: achieved * 3, sustained: rate !== undefined && rate <= capacity });
  };

  it.each([[500, 500], [500, 120], [500, 480]])('finds a capacity of %d where connections reach %d', async (capacity, closed) => {
    let left = 40;
    const steps = await findKnee(server(capacity, closed), () => left-- > 0);
    expect(left).toBeGreaterThan(10);
    const knee = kneeOf(steps)!;
    expect(knee.rate).toBeCloseTo(capacity, 6);
    expect(knee.low).toBeLessThan(capacity);
    const sustained = Math.max(...steps.filter((one) => one.sustained).map(({ offered }) => offered!));
    expect(sustained).toBeGreaterThan(capacity / 1.07);
  });

  it('finds none where there is no time, and no replies', async () => {
    let left = 0;
    expect(kneeOf(await findKnee(server(500, 500), () => left-- > 0))).toBeUndefined();
    expect(kneeOf(await findKnee(server(0, 0), () => true))).toBeUndefined();
  });
});

describe('whatSaturates', () => {
  const limits = { cores: 4, memoryBytes: 1000, connections: 64 };
  it.each<[Partial<AdviceStep>, string]>([
    [{ cores: 0.98 }, 'one core'], [{ cores: 3.8 }, 'all cores'], [{ cores: 0.2, meanService: 500 }, 'something behind the server'], [{ errorRate: 0.2 }, 'errors'],
    [{ peakBytes: 950, cores: 0.98 }, 'memory'], [{ cores: 0.2, underWay: 63, meanService: 5.5 }, 'connections'], [{ cores: 0.5, machineBusy: 0.99, meanService: 500 }, 'the machine'],
  ])('%j: %s', (more, what) => {
    expect(whatSaturates([step({ offered: 10, achieved: 10 }), step({ offered: 200, sustained: false, ...more })], limits)).toMatchObject({ what });
  });

  it.each<[Partial<AdviceStep>, string, RegExp]>([
    [{ cores: 0.98, loopBusy: 0.97 }, 'event loop', /is busy for 97 % of the time, and what comes in waits 45 ms for its turn \(P99\)$/],
    [{ cores: 1.9, loopBusy: 0.99 }, 'event loop', /(P99)/], [{ cores: 0.9, loopBusy: 0.9 }, 'event loop', /busy for 90 %/],
    [{ cores: 0.2, loopBusy: 0.99, meanService: 500 }, 'event loop', /though the server uses 0.20 cores only: calls that wait block it/],
    [{ cores: 0.98, loopBusy: 0.4 }, 'one core', /its event loop is busy for 40 % of the time only/], [{ cores: 0.98 }, 'one core', /a Node server’s event loop/],
    [{ cores: 0.5, loopBusy: 0.99, machineBusy: 0.99, meanService: 500 }, 'the machine', /busy for 99 %/], [{ cores: 3.8, loopBusy: 0.99 }, 'all cores', /3.80/],
    [{ cores: 0.2, loopBusy: 0.1, meanService: 500 }, 'something behind the server', /0.20 of 4/],
  ])('%j: %s, by the event loop', (more, what, why) => {
    expect(whatSaturates([step({ offered: 200, sustained: false, loopDelayP99: 45, ...more })], limits)).toEqual({ what, why: expect.stringMatching(why) });
  });
});

it('counts instances, and says between what', () => {
  expect(instancesFor(1000, { rate: 200, low: 180, high: 220 }, undefined)).toEqual({ targetRate: 1000, count: 8, low: 7, high: 8 });
  expect(instancesFor(1000, { rate: 200, low: 180, high: 220 }, 100)).toMatchObject({ count: 10 });
});

describe('the knee of M/M/c servers', () => {
  // Within 14 s no step has more than 600 replies, whose exponential times alone spread by 4 %.
  const within = FULL ? 0.1 : 0.2;
  it.each((FULL ? [1, 2, 4] : [2]).map((servers) => [servers]))(`is found within ${within * 100} %% with %d of them`, async (servers) => {
    const capacity = servers * 100;
    const server = await queueServer(servers, 10);
    const report = await runLoadTest({ url: server.url, advise: true, targetRate: 1000, budget: FULL ? '60s' : '14s' }, { project: 'api', root: tmpdir(), signal: new AbortController().signal, progress: () => undefined });
    await server.close();
    const { knee, usl, instances, recommendations } = report.advice!;
    if (FULL) console.info(`M/M/${servers}: knee ${knee?.rate.toFixed(1)} (${knee?.low.toFixed(1)}–${knee?.high.toFixed(1)}) of ${capacity}, USL peak ${usl?.peak.toFixed(1)} (r² ${usl?.r2.toFixed(2)})\n${recommendations.join('\n')}`);
    expect(report.verdict).toBe('pass');
    expect(knee!.rate / capacity).toBeGreaterThan(1 - within);
    expect(knee!.rate / capacity).toBeLessThan(1 + within);
    expect(instances!.count).toBeGreaterThanOrEqual(Math.floor(1000 / (capacity * (1 + within) * 0.7)));
  });
});
