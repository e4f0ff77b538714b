import { parentPort, workerData } from 'node:worker_threads';
import type { Lane, LoadShape } from '../plan/plan';
import { runThread } from './run-thread';

/** A worker thread's entry: says when it is loaded, runs its lanes on `start`, ends early on `stop`. */
const { lanes, shape } = workerData as { lanes: Lane[]; shape: LoadShape };
const stop = new AbortController();
parentPort?.on('message', (command: 'start' | 'stop') => {
  if (command === 'stop') return stop.abort();
  void runThread(lanes, shape, stop.signal).then((recording) => {
    parentPort?.postMessage({ recording });
    parentPort?.close();
  });
});
parentPort?.postMessage({ loaded: true });
