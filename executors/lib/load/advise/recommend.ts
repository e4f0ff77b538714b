import type { AdviceResult } from './advice-result';

/** What is asked of an instance: beyond it, queues grow out of proportion with every burst. */
export const HEADROOM = 0.7;

/** How many instances a rate needs, each at a share of its knee. */
export function instancesFor(targetRate: number, knee: NonNullable<AdviceResult['knee']>, within: number | undefined): NonNullable<AdviceResult['instances']> {
  const count = (rate: number): number => Math.ceil(targetRate / Math.min(rate * HEADROOM, within ?? Infinity));
  return { targetRate, count: count(knee.rate), low: count(knee.high), high: count(Math.max(1e-9, knee.low)) };
}

/** Says what to do about it. */
export function recommend({ knee, usl, saturates, instances, withinThresholds }: Omit<AdviceResult, 'recommendations' | 'steps'>): string[] {
  if (!knee) return ['no rate overran the server: raise --budget or --concurrency'];
  const round = (rate: number): string => Number(rate.toPrecision(3)).toString();
  const said = [`the server keeps up with ${round(knee.rate)} requests per second (${round(knee.low)}–${round(knee.high)}) and no more; plan with ${round(knee.rate * HEADROOM)}, ${HEADROOM * 100} % of it, so that bursts do not queue`];
  if (withinThresholds !== undefined) said.push(`the thresholds are kept up to ${round(withinThresholds)} requests per second`);
  if (saturates) said.push(`what saturates first: ${saturates.what}: ${saturates.why}`, HELP[saturates.what]);
  if (instances) said.push(`${round(instances.targetRate)} requests per second need ${instances.count} instances${instances.low === instances.high ? '' : ` (${instances.low}–${instances.high})`}, if they share nothing that saturates: compare with a run against two`);
  if (usl?.peakAt !== undefined && usl.retrograde && usl.r2 > 0.8) said.push(`by the Universal Scalability Law, more than ${Math.ceil(usl.peakAt)} requests at once make it slower: let no more in`);
  return said;
}

const HELP: Readonly<Record<NonNullable<AdviceResult['saturates']>['what'], string>> = {
  'event loop': 'run a process for each core (cluster, or more instances), move long work to worker threads, or make requests cheaper: profile it with node --cpu-prof',
  'one core': 'give the work more threads, run a process for each core (cluster, or more instances), or make requests cheaper: profile it with node --cpu-prof',
  'all cores': 'make requests cheaper, or run more instances on other machines',
  'the machine': 'the knee is that of the machine as it was, and may be higher',
  memory: 'find what is kept, or run instances with more memory',
  connections: 'the knee is that of the connections, and may be higher',
  errors: 'see what fails before asking for more',
  'something behind the server': 'more instances will not help if they share it: look at pool sizes, slow queries and locks first',
};
