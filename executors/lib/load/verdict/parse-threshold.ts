import type { LoadtestOptions } from '../options/options';
import type { Problems } from '../options/problems';
import type { Metric, Operator, Threshold } from './threshold';
import { METRICS } from './threshold';

const UNITS: Readonly<Record<(typeof METRICS)[Metric], Readonly<Record<string, number>>>> = {
  ms: { us: 0.001, 'µs': 0.001, 'μs': 0.001, ms: 1, s: 1000 },
  share: { '%': 0.01, '': 1 },
  number: { '': 1, k: 1000 },
  bytes: { B: 1, KB: 1e3, MB: 1e6, GB: 1e9, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 },
};

/** Reads `p95<200ms, errorRate<0.1%` and lists of them; what is wrong is reported with its place. */
export function parseThresholds(given: LoadtestOptions['thresholds'], problems: Problems): Threshold[] {
  return [given ?? []].flat().flatMap((text) => {
    let from = 0;
    return text.split(',').flatMap((part) => {
      const start = from;
      from += part.length + 1;
      return part.trim() === '' ? [] : parseThreshold(text, start, part, problems) ?? [];
    });
  });
}

function parseThreshold(whole: string, start: number, part: string, problems: Problems): Threshold | undefined {
  let at = start;
  const take = (pattern: RegExp): string => {
    at += /^\s*/.exec(whole.slice(at, start + part.length))![0].length;
    const found = pattern.exec(whole.slice(at, start + part.length))?.[0] ?? '';
    at += found.length;
    return found;
  };
  const fail = (place: number, message: string, help: string): undefined => {
    problems.report('BACKEND_LOAD_THRESHOLD_SYNTAX', `column ${place + 1} of --thresholds ${JSON.stringify(whole)}: ${message}`, help);
    return undefined;
  };
  const rest = (): string => whole.slice(at, start + part.length).trim();

  const name = take(/^[A-Za-z][\w.]*/);
  const metric = (Object.keys(METRICS) as Metric[]).find((one) => one.toLowerCase() === name.toLowerCase());
  if (!metric) return fail(at - name.length, name ? `there is no measure ${JSON.stringify(name)}` : `a measure is wanted, not ${JSON.stringify(rest())}`, `Measures are ${Object.keys(METRICS).join(', ')}`);
  const operator = take(/^(<=|>=|<|>)/) as Operator | '';
  if (!operator) return fail(at, `after ${name} a comparison is wanted, not ${JSON.stringify(rest())}`, 'Comparisons are <, <=, > and >=');
  const number = take(/^\d+(\.\d+)?/);
  if (!number) return fail(at, `after ${operator} a number is wanted, not ${JSON.stringify(rest())}`, `Write it like ${EXAMPLES[METRICS[metric]]}`);
  const units = UNITS[METRICS[metric]];
  const unit = take(/^[^\s\d]+/);
  const factor = Object.hasOwn(units, unit) ? units[unit] : Object.entries(units).find(([one]) => one.toLowerCase() === unit.toLowerCase())?.[1];
  if (factor === undefined) {
    const known = Object.keys(units).filter(Boolean).join(', ');
    return fail(at - unit.length, unit ? `${JSON.stringify(unit)} is no unit of ${metric}` : `${metric} needs a unit`, `Units are ${known}`);
  }
  if (rest() !== '') return fail(at, `${JSON.stringify(rest())} is too much`, 'Separate thresholds by commas');
  return { text: part.trim(), metric, operator, value: Number(number) * factor };
}

const EXAMPLES = { ms: '200ms', share: '0.1%', number: '500', bytes: '200MB' };
