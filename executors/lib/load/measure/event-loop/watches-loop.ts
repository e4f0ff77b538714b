import type { LoadSettings } from '../../options/settings';

/**
 * Whether to look at the event loop of a server that the run starts. A look costs a busy server nothing to speak of, but wakes an idle one, for
 * as long as a bare request takes. So where requests come at a rate and their CPU time is judged, it is left alone, unless a threshold asks for it.
 */
export function watchesLoop({ shape, thresholds, comparison }: Pick<LoadSettings, 'shape' | 'thresholds' | 'comparison'>): boolean {
  const judged = (metric: string): boolean => thresholds.some((one) => one.metric === metric);
  return shape.rate === undefined || judged('eventLoopDelay') || (comparison === undefined && !judged('cpuPerRequest'));
}
