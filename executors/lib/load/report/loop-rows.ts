import type { Side } from '../compare/comparison';
import type { EventLoop } from '../measure/event-loop/event-loop';
import { formatMs } from '../verdict/verdict';
import type { LoadReport } from './report';

/** The server's event loop, or both servers'; that it was not measured, where the run started the server; else nothing. */
export function loopFact({ usage, comparison, server, shape }: LoadReport): [name: string, value: string][] {
  if (comparison) {
    const loops = (['this', 'other'] as const).map((side) => [side, ofSlices(comparison, side)] as const);
    return loops.some(([, loop]) => !loop) ? [] : [[NAME, loops.map(([side, loop]) => `${side === 'this' ? 'this' : 'the other'} ${describe(loop!)}`).join('; ')]];
  }
  if (usage?.eventLoop) return [[NAME, describe(usage.eventLoop)]];
  if (!usage || server?.command === undefined) return [];
  return [[NAME, `not measured: none of its processes is a Node process with the NODE_OPTIONS that the run gave${shape?.rate === undefined ? '' : ', or its CPU time is judged at a rate'}`]];
}

const NAME = 'Event-loop delay of the server';

function describe({ delayP50Ms, delayP99Ms, delayMaxMs, utilization }: EventLoop): string {
  return `P50 ${formatMs(delayP50Ms)}, P99 ${formatMs(delayP99Ms)}, at most ${formatMs(delayMaxMs)}; busy for ${Math.round(utilization * 100)} % of the time`;
}

/** Medians of its slices, and the longest of all. */
function ofSlices({ slices }: NonNullable<LoadReport['comparison']>, side: Side): EventLoop | undefined {
  const loops = slices.flatMap((slice) => (slice.side === side && slice.eventLoop ? [slice.eventLoop] : []));
  if (loops.length === 0) return undefined;
  const median = (of: (loop: EventLoop) => number): number => loops.map(of).sort((a, b) => a - b)[loops.length >> 1]!;
  return { delayP50Ms: median((loop) => loop.delayP50Ms), delayP99Ms: median((loop) => loop.delayP99Ms), delayMaxMs: Math.max(...loops.map((loop) => loop.delayMaxMs)), utilization: median((loop) => loop.utilization) };
}
