import type { AttackPattern } from '../attack/pattern';
import type { LoadtestOptions } from './options';
import { durationOf } from './parse-shape';
import type { Problems } from './problems';
import type { ProbeSettings } from './settings';

/** What makes no sense beside a run that measures nothing. */
const OF_A_LOAD = ['thresholds', 'compare', 'compareCommand', 'rate', 'warmup', 'workers', 'updateBaseline'] as const;

/** What `expectRateLimit` and `attack` ask for, which are looked at in place of a load. */
export function parseProbe(options: LoadtestOptions, problems: Problems): ProbeSettings | undefined {
  const { expectRateLimit = false, attack = false } = options;
  const attacks = attack !== false && attack !== 'false';
  if (options.recoveryTimeout !== undefined && !expectRateLimit) problems.invalid('--recoveryTimeout is given without --expectRateLimit', 'Pass that too');
  if (!expectRateLimit && !attacks) return undefined;
  const name = expectRateLimit ? 'expectRateLimit' : 'attack';
  if (expectRateLimit && attacks) problems.invalid('--expectRateLimit and --attack are both given', 'Run them one after the other: a rate limit would answer the attacks');
  for (const other of OF_A_LOAD) if (options[other] !== undefined) problems.invalid(`--${other} is given with --${name}, which measures no load`, 'Leave it out, or load in a run of its own');
  if (expectRateLimit) return { kind: 'rateLimit', recoveryMs: durationOf(options, 'recoveryTimeout', problems) ?? 60_000 };
  if (options.spec === undefined) problems.invalid('--attack is given without a document', 'Pass --spec=openapi.yaml: what is wrong is made from what is right');
  if (options.scenario !== undefined) problems.invalid('--attack is given with a scenario', 'It takes its requests from --spec');
  return { kind: 'attack', patterns: attackPatterns(attack, problems) };
}

function attackPatterns(given: LoadtestOptions['attack'], problems: Problems): readonly AttackPattern[] {
  const { ALL_PATTERNS } = require('../attack/all-patterns') as typeof import('../attack/all-patterns');
  if (given === true || given === 'true' || given === '') return ALL_PATTERNS;
  const names = [given as string | readonly string[]].flat().flatMap((text) => text.split(',')).map((text) => text.trim()).filter(Boolean);
  const known = ALL_PATTERNS.map(({ id }) => id);
  for (const name of names) if (!known.includes(name)) problems.invalid(`--attack has ${JSON.stringify(name)}`, `Patterns are ${known.join(', ')}`);
  return ALL_PATTERNS.filter(({ id }) => names.includes(id));
}
