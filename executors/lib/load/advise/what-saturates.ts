import { formatMs } from '../verdict/verdict';
import type { AdviceResult, AdviceStep } from './advice-result';

export interface Limits {
  readonly cores: number;
  readonly memoryBytes: number;
  readonly connections: number;
}

const FULL = 0.85;
/** Of an event loop that uses less than a core, and of the machine. */
const BUSY = { loop: 0.95, machine: 0.92 };

/** What is used up when the server is overrun, by what was measured then and before. */
export function whatSaturates(steps: readonly AdviceStep[], { cores, memoryBytes, connections }: Limits): AdviceResult['saturates'] {
  const overrun = steps.filter(({ offered, sustained }) => offered !== undefined && !sustained).sort((a, b) => b.achieved - a.achieved)[0];
  if (!overrun) return undefined;
  const idle = steps.filter(({ sustained, meanService }) => sustained && meanService !== undefined).sort((a, b) => a.achieved - b.achieved)[0];
  if (overrun.errorRate > 0.01) return { what: 'errors', why: `${percent(overrun.errorRate)} of the requests failed at ${Math.round(overrun.offered!)} per second` };
  if (overrun.peakBytes !== undefined && overrun.peakBytes > 0.9 * memoryBytes) return { what: 'memory', why: `the server holds ${percent(overrun.peakBytes / memoryBytes)} of the memory there is` };
  const used = overrun.cores;
  if (used !== undefined && used >= FULL * cores) return { what: 'all cores', why: `the server uses ${used.toFixed(2)} of ${cores} cores` };
  const loop = busyLoop(overrun);
  if (loop) return loop;
  if (used !== undefined && used >= FULL && used < 1.25) return { what: 'one core', why: `the server uses ${used.toFixed(2)} of ${cores} cores: ${overrun.loopBusy === undefined ? 'one thread, a Node server’s event loop, is busy all the time' : `its event loop is busy for ${percent(overrun.loopBusy)} of the time only, and the rest is the work of other threads`}` };
  if (idle && overrun.meanService! < 1.5 * idle.meanService! && overrun.underWay! > 0.8 * connections) {
    return { what: 'connections', why: `all ${connections} connections are waiting for replies that take no longer than when it is idle: raise --concurrency` };
  }
  if (overrun.machineBusy > BUSY.machine) return { what: 'the machine', why: `its processors are busy for ${percent(overrun.machineBusy)} of the time${used === undefined ? '' : `, ${percent(used / cores)} of it for the server`}: load it on a machine of its own` };
  return { what: 'something behind the server', why: `requests queue, but ${used === undefined ? `the machine is busy for ${percent(overrun.machineBusy)} of the time only` : `the server uses ${used.toFixed(2)} of ${cores} cores only`}: a database, a pool of connections, a lock, another service` };
}

/** A loop is busy also while others have the processors, and while it waits for a call that blocks it. */
function busyLoop({ cores: used = 0, loopBusy, loopDelayP99, machineBusy }: AdviceStep): AdviceResult['saturates'] {
  if (loopBusy === undefined || loopBusy < (used >= FULL ? FULL : BUSY.loop)) return undefined;
  if (used < FULL && machineBusy > BUSY.machine) return undefined;
  const blocked = used >= FULL ? '' : `, though the server uses ${used.toFixed(2)} cores only: calls that wait block it (node --trace-sync-io shows those of files)`;
  return { what: 'event loop', why: `the event loop is busy for ${percent(loopBusy)} of the time, and what comes in waits ${formatMs(loopDelayP99!)} for its turn (P99)${blocked}` };
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
