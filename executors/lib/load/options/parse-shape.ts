import type { LoadShape } from '../plan/plan';
import type { LoadtestOptions } from './options';
import { parseDuration } from './parse-duration';
import type { Problems } from './problems';

/** How the requests are to be sent. */
export function parseShape(options: LoadtestOptions, problems: Problems): LoadShape {
  const whole = (name: keyof LoadtestOptions, least: number): number | undefined => {
    const value = options[name];
    if (value === undefined) return undefined;
    if (Number.isInteger(value) && (value as number) >= least) return value as number;
    problems.invalid(`--${name} is ${JSON.stringify(value)}`, `Pass a whole number from ${least} on`);
    return undefined;
  };
  const rate = options.rate;
  if (rate !== undefined && !(rate > 0 && Number.isFinite(rate))) problems.invalid(`--rate is ${JSON.stringify(rate)}`, 'Pass requests per second, more than 0');
  const amount = whole('amount', 1);
  const durationMs = durationOf(options, 'duration', problems) ?? (amount === undefined ? 10_000 : undefined);
  return {
    concurrency: whole('concurrency', 1) ?? (options.advise ? 64 : 10), pipelining: whole('pipelining', 1) ?? 1, workers: whole('workers', 0) ?? 0,
    timeoutMs: durationOf(options, 'timeout', problems) ?? 10_000, warmupMs: durationOf(options, 'warmup', problems, 0) ?? 0,
    ...(durationMs !== undefined && { durationMs }), ...(amount !== undefined && { amount }), ...(rate !== undefined && { rate }),
  };
}

/** An option that is a time, in milliseconds. */
export function durationOf(options: LoadtestOptions, name: keyof LoadtestOptions, problems: Problems, least = 1): number | undefined {
  const value = options[name];
  if (value === undefined) return undefined;
  const ms = parseDuration(value as string);
  if (ms !== undefined && ms >= least && ms < 2 ** 31) return ms;
  problems.invalid(`--${name} is ${JSON.stringify(value)}`, 'Pass seconds, or a number with a unit: 30, 30s, 500ms, 2m');
  return undefined;
}
