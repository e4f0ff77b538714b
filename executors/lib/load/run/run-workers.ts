import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Lane, LoadShape } from '../plan/plan';
import type { Recording } from './recording';
import type { Tally } from './tally';

/** Runs each thread's lanes on a worker of its own; all begin when the last is loaded. */
export async function runWorkers(threads: readonly (readonly Lane[])[], shape: LoadShape, signal?: AbortSignal, tally?: Tally): Promise<Recording[]> {
  const workers = threads.map((lanes) => startWorker({ lanes, shape, ...(tally && { tally }) }));
  const command = (text: 'start' | 'stop') => workers.forEach((worker) => worker.postMessage(text));
  const stop = (): void => command('stop');
  try {
    await Promise.all(workers.map((worker) => message(worker)));
    const recordings = workers.map((worker) => message(worker) as Promise<{ recording: Recording }>);
    command('start');
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted) stop();
    return (await Promise.all(recordings)).map(({ recording }) => recording);
  } finally {
    signal?.removeEventListener('abort', stop);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function message(worker: Worker): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const exited = (code: number): void => reject(new Error(`a thread of the load generator ended with code ${code}`));
    worker.once('error', reject);
    worker.once('exit', exited);
    worker.once('message', (value) => {
      worker.off('error', reject);
      worker.off('exit', exited);
      resolve(value);
    });
  });
}

function startWorker(workerData: unknown): Worker {
  const extension = path.extname(__filename);
  const entry = path.join(__dirname, `worker${extension}`);
  if (extension !== '.ts') return new Worker(entry, { workerData, execArgv: [] });
  return new Worker(fromSource(entry), { workerData, eval: true, execArgv: ['--no-warnings'] });
}

/** From source (tests), Node strips the types itself but does not guess endings of imports. */
function fromSource(entry: string): string {
  return `
    require('node:module').registerHooks({
      resolve(specifier, context, next) {
        const ours = specifier.startsWith('.') && (context.parentURL ?? '').endsWith('.ts');
        return next(ours ? specifier + '.ts' : specifier, context);
      },
    });
    import(${JSON.stringify(pathToFileURL(entry).href)});
  `;
}
