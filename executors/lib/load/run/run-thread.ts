import { createDriver } from '../drive/driver';
import { loadContract } from '../spec/load-contract';
import type { Lane, LoadShape } from '../plan/plan';
import { createRecorder } from './recorder';
import type { Recording } from './recording';
import { startLane } from './run-lane';
import type { Tally } from './tally';

/** Runs lanes side by side on this thread and returns what they saw together. */
export async function runThread(lanes: readonly Lane[], shape: LoadShape, signal?: AbortSignal, tally?: Tally): Promise<Recording> {
  const [{ drive }] = lanes as [Lane];
  const driver = drive && createDriver(drive.plan, await loadContract(drive.plan), drive.firstUser, drive.users);
  await import('autocannon'); // a second of loading that is not the server's
  const recorder = createRecorder({ openLoop: shape.rate !== undefined, seriesIntervalMs: seriesInterval(shape), indexes: lanes.flatMap(({ indexes }) => indexes), ...(tally && { tally }) });
  recorder.begin();
  const running = await Promise.all(lanes.map((lane) => startLane(lane, shape, recorder, driver)));
  let recording: Recording | undefined;
  const stop = (): void => {
    if (recording) return;
    running.forEach((lane) => lane.stop());
    recording = recorder.end(signal?.aborted === true ? 'interrupted' : 'stopped');
  };
  const timer = shape.durationMs === undefined ? undefined : setTimeout(stop, shape.durationMs);
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted) stop();
  await Promise.all(running.map((lane) => lane.done)).finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  });
  recording ??= recorder.end('complete');
  return driver ? { ...recording, checks: driver.result() } : recording;
}

/** Forty points to a run, but none shorter than a tenth of a second. */
function seriesInterval({ durationMs }: LoadShape): number {
  return durationMs === undefined ? 1000 : Math.max(100, Math.round(durationMs / 40));
}
