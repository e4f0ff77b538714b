import type { LoadtestOptions } from './options';
import { durationOf } from './parse-shape';
import type { Problems } from './problems';
import type { ProbeSettings } from './settings';

const DEFAULT_BUDGET = 60_000;
/** What a search for the limit decides itself, or does in its own way. */
const DECIDED = ['rate', 'duration', 'amount', 'compare', 'compareCommand', 'compareRef', 'updateBaseline', 'attack', 'expectRateLimit', 'engine'] as const;

/** What `advise` asks for: a search for the limit, in place of a load. */
export function parseAdvice(options: LoadtestOptions, problems: Problems): Extract<ProbeSettings, { kind: 'advice' }> | undefined {
  const { advise = false, targetRate } = options;
  if (targetRate !== undefined && !advise) problems.invalid('--targetRate is given without --advise', 'Pass that too: how many instances it needs is told by the limit of one');
  if (targetRate !== undefined && !(targetRate > 0 && Number.isFinite(targetRate))) problems.invalid(`--targetRate is ${JSON.stringify(targetRate)}`, 'Pass requests per second, more than 0');
  if (!advise) return undefined;
  for (const other of DECIDED) if (options[other] !== undefined && options[other] !== false) problems.invalid(`--${other} is given with --advise, which searches the limit by rates of its own`, 'Leave one of them out; --budget says how long it may take');
  return { kind: 'advice', budgetMs: durationOf(options, 'budget', problems) ?? DEFAULT_BUDGET, ...(targetRate !== undefined && { targetRate }) };
}
