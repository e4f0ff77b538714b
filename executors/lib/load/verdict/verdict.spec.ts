import { collectProblems } from '../options/problems';
import { encodeHistogram, latencyHistogram, percentileCurve, recordMilliseconds, summarizeLatency } from '../run/histogram';
import type { Measurement } from '../run/measurement';
import { isExpected, parseExpectedStatus } from './expected-status';
import type { Judged } from './judge';
import { judgeThreshold } from './judge';
import { parseThresholds } from './parse-threshold';
import { judgeRun } from './verdict';

const parse = (text: string | string[]) => {
  const problems = collectProblems();
  return { thresholds: parseThresholds(text, problems), messages: problems.found.map(({ message }) => message), helps: problems.found.map(({ help }) => help) };
};
const one = (text: string) => parse(text).thresholds[0]!;

function measured(latencies: readonly number[], more: Partial<Measurement> = {}): Measurement {
  const histogram = latencyHistogram();
  latencies.forEach((ms) => recordMilliseconds(histogram, ms));
  const latency = summarizeLatency(histogram);
  return {
    startedAt: '', elapsedMs: 1000, interrupted: false, replies: latencies.length, repliesPerSecond: latencies.length, bytes: 0, bytesPerSecond: 0,
    statuses: { 200: latencies.length }, failures: { connect: 0, timeout: 0, reset: 0, protocol: 0 }, failureCodes: {}, unfinished: { inFlight: 0, neverSent: 0, oldestMs: 0 },
    coordinatedOmission: 'uncorrected', ...(latency && { latency }), curve: percentileCurve(histogram), histogram: encodeHistogram(histogram),
    seriesIntervalMs: 100, series: [], byRequest: [], generator: { threads: 1, eventLoopUtilization: 0.3 }, ...more,
  };
}
const judged = (measurement: Measurement, more: Partial<Judged> = {}): Judged => ({ measurement, expectStatus: ['2xx'], timeoutMs: 10_000, ...more });
const hundred = Array.from({ length: 100 }, (_, i) => i + 1);
const outcome = (text: string, of: Judged) => judgeThreshold(one(text), of).outcome;

describe('parseThresholds', () => {
  it('reads measures, comparisons and units', () => {
    expect(parse(['p95 < 200ms, errorRate<0.1%', 'rps>=1.5k', 'P99.9<=2s,cpuPerRequest<150µs', 'memory<256MiB', 'errorRate<0.001']).thresholds).toEqual([
      { text: 'p95 < 200ms', metric: 'p95', operator: '<', value: 200 }, { text: 'errorRate<0.1%', metric: 'errorRate', operator: '<', value: 0.001 },
      { text: 'rps>=1.5k', metric: 'rps', operator: '>=', value: 1500 }, { text: 'P99.9<=2s', metric: 'p99.9', operator: '<=', value: 2000 },
      { text: 'cpuPerRequest<150µs', metric: 'cpuPerRequest', operator: '<', value: 0.15 }, { text: 'memory<256MiB', metric: 'memory', operator: '<', value: 2 ** 28 },
      { text: 'errorRate<0.001', metric: 'errorRate', operator: '<', value: 0.001 },
    ].map((t) => ({ ...t, value: expect.closeTo(t.value, 9) })));
  });

  it.each([
    ['p95<200', 'column 8', 'p95 needs a unit'], ['p95<200kg', 'column 8', '"kg" is no unit of p95'], ['p96<1ms', 'column 1', 'no measure "p96"'],
    ['rps>5, p95=200ms', 'column 11', 'after p95 a comparison is wanted, not "=200ms"'], ['p95<', 'column 5', 'a number is wanted, not ""'],
    ['p95<200ms 3', 'column 10', '"3" is too much'], ['<3', 'column 1', 'a measure is wanted, not "<3"'], ['rps>-1', 'column 5', 'not "-1"'], ['constructor<1', 'column 1', 'no measure'], ['rps>1constructor', 'column 6', 'no unit'],
  ])('refuses %s with its place', (text, place, message) => {
    const { thresholds, messages } = parse(text);
    expect(messages).toEqual([expect.stringContaining(`${place} of --thresholds ${JSON.stringify(text)}: `)]);
    expect(messages[0]).toContain(message);
    expect(thresholds.map((t) => t.text)).toEqual(text.startsWith('rps>5') ? ['rps>5'] : []);
  });

  it('reports all that is wrong', () => expect(parse('p95<200,rps<,foo<1').messages).toHaveLength(3));
});

describe('judgeThreshold', () => {
  it('judges percentiles of what was measured', () => {
    expect(judgeThreshold(one('p90<200ms'), judged(measured(hundred)))).toMatchObject({ outcome: 'pass', measured: expect.closeTo(90, 0) });
    expect(outcome('p90<80ms', judged(measured(hundred)))).toBe('fail');
    expect(outcome('max<=101ms', judged(measured(hundred)))).toBe('pass');
  });

  it('counts requests that waited longer without a reply as slower than all replies', () => {
    const timeouts = measured(hundred, { failures: { connect: 0, timeout: 20, reset: 0, protocol: 0 } });
    expect(outcome('p90<200ms', judged(timeouts))).toBe('fail');
    expect(outcome('p75<200ms', judged(timeouts))).toBe('pass');
    expect(outcome('max<5s', judged(timeouts))).toBe('fail');
    expect(outcome('p90<200ms', judged(timeouts, { timeoutMs: 50 }))).toBe('pass'); // they had waited for less
    const open = measured(hundred, { unfinished: { inFlight: 10, neverSent: 90, oldestMs: 900 } });
    expect(outcome('p75<200ms', judged(open))).toBe('fail');
    expect(outcome('p75<1s', judged(open))).toBe('pass');
  });

  it('voids what too few requests say', () => {
    expect(judgeThreshold(one('p99.9<1s'), judged(measured(hundred)))).toMatchObject({ outcome: 'void', why: '100 requests are too few for p99.9, which needs 1000' });
    expect(outcome('p99<1s', judged(measured(hundred)))).toBe('pass');
  });

  it('voids what a saturated generator measured, but not what it does not touch', () => {
    const saturated = judged(measured(hundred, { generator: { threads: 1, eventLoopUtilization: 0.97 } }));
    expect(outcome('p95<10s', saturated)).toBe('void');
    expect(outcome('p95<1ms', saturated)).toBe('void');
    expect(outcome('rps>50', saturated)).toBe('pass'); // it was reached
    expect(outcome('rps>500', saturated)).toBe('void');
    expect(outcome('errorRate<1%', saturated)).toBe('pass');
  });

  it('takes unexpected statuses and failures for errors', () => {
    const m = measured(hundred, { statuses: { 200: 97, 404: 2, 500: 1 }, failures: { connect: 0, timeout: 0, reset: 0, protocol: 0 } });
    expect(judgeThreshold(one('errorRate<1%'), judged(m))).toMatchObject({ outcome: 'fail', measured: 0.03 });
    expect(judgeThreshold(one('errorRate<=1%'), judged(m, { expectStatus: ['2xx', '404'] })).outcome).toBe('pass');
  });

  it('voids CPU time that is unknown or too little', () => {
    const usage = { cpuMs: 500, cpuPerRequestMs: 5, cores: 0.5, peakBytes: 2 ** 20, processes: 1 };
    expect(outcome('cpuPerRequest<6ms', judged(measured(hundred)))).toBe('void');
    expect(outcome('cpuPerRequest<6ms', judged(measured(hundred), { usage }))).toBe('pass');
    expect(outcome('cpuPerRequest<4ms', judged(measured(hundred), { usage }))).toBe('fail');
    expect(outcome('cpuPerRequest<6ms', judged(measured(hundred), { usage: { ...usage, cpuMs: 100 } }))).toBe('void');
  });

  it('judges the event loop by P99, and says where it was not measured', () => {
    const usage = { cpuMs: 500, cores: 0.5, peakBytes: 1, processes: 1 };
    const eventLoop = { delayP50Ms: 1, delayP99Ms: 40, delayMaxMs: 90, utilization: 0.5 };
    expect(judgeThreshold(one('eventLoopDelay<50ms'), judged(measured(hundred), { usage: { ...usage, eventLoop } }))).toMatchObject({ outcome: 'pass', measured: 40 });
    expect(outcome('eventloopdelay<30ms', judged(measured(hundred), { usage: { ...usage, eventLoop } }))).toBe('fail');
    for (const more of [{}, { usage }]) {
      expect(judgeRun(judged(measured(hundred), more), [one('eventLoopDelay<50ms')])).toMatchObject({ outcome: 'void', reasons: [expect.stringMatching(/^eventLoopDelay<50ms: not measured: /)] });
    }
  });
});

describe('judgeRun', () => {
  it('holds one per cent of errors against a run that says nothing of them', () => {
    expect(judgeRun(judged(measured(hundred)), [])).toMatchObject({ outcome: 'pass', reasons: [], thresholds: [{ text: 'errorRate<1%' }] });
    const errors = judged(measured(hundred, { statuses: { 200: 98, 500: 2 } }));
    expect(judgeRun(errors, [])).toMatchObject({ outcome: 'fail', reasons: ['errorRate<1%: 2 %'] });
    expect(judgeRun(errors, [one('errorRate<5%')]).outcome).toBe('pass');
  });

  it('fails before it voids, and passes neither an interrupted run nor one without replies', () => {
    const interrupted = judged(measured(hundred, { interrupted: true }));
    expect(judgeRun(interrupted, [])).toMatchObject({ outcome: 'void', reasons: ['the run was interrupted'] });
    expect(judgeRun(interrupted, [one('p50<1ms'), one('p99.9<1ms')])).toMatchObject({ outcome: 'fail' });
    const silent = judged(measured([], { unfinished: { inFlight: 4, neverSent: 0, oldestMs: 300 } }));
    expect(judgeRun(silent, [])).toMatchObject({ outcome: 'fail', reasons: [expect.stringContaining('4 were still waiting'), expect.anything()] });
  });
});

describe('parseExpectedStatus', () => {
  it('reads statuses and classes, and refuses the rest', () => {
    const problems = collectProblems();
    const expected = parseExpectedStatus(['2XX,404', 500], problems);
    expect(['200', '204', '404', '500', '403'].map((status) => isExpected(status, expected))).toEqual([true, true, true, true, false]);
    expect(problems.found).toEqual([]);
    parseExpectedStatus('6xx,ok', problems);
    expect(problems.found).toHaveLength(2);
  });
});
