import { parentPort, workerData } from 'node:worker_threads';
import type { Lane, LoadShape } from '../plan/plan';
import { runThread } from './run-thread';
import type { Tally } from './tally';

/** A worker thread's entry: says when it is loaded, runs its lanes on `start`, ends early on `stop`. */
const { lanes, shape, tally } = workerData as { lanes: Lane[]; shape: LoadShape; tally?: Tally };
const stop = new AbortController();
parentPort?.on('message', (command: 'start' | 'stop') => {
  if (command === 'stop') return stop.abort();
  void runThread(lanes, shape, stop.signal, tally).then((recording) => {
    parentPort?.postMessage({ recording });
    parentPort?.close();
  });
});
parentPort?.postMessage({ loaded: true });
