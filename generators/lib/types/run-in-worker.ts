import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

/**
 * Prints the types of a document on a thread of its own, so that the rest of the run overlaps.
 * Rejects when no worker can be started or when it fails.
 */
export function printTypesInWorker(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const worker = start(text);
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the worker that prints types ended with code ${code}`)));
  });
}

function start(text: string): Worker {
  const extension = path.extname(__filename);
  const entry = path.join(__dirname, `openapi-worker${extension}`);
  const common = { workerData: text, execArgv: [] as string[] };
  if (extension !== '.ts') return new Worker(entry, common);
  return new Worker(fromSource(entry), { ...common, eval: true, execArgv: ['--no-warnings'] });
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
