import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { freePort } from './free-port';
import { childEnv } from './run';

/** A built application of a workspace, while it runs. */
export interface RunningApp {
  readonly origin: string;
  /** Ends it by a signal; its exit code and what ended it. */
  stop(signal?: NodeJS.Signals): Promise<[code: number | null, signal: NodeJS.Signals | null]>;
}

/** Starts `dist/main.js` of a project that says where it listens. Throws with what it printed where it ends before. */
export async function startApp(folder: string, env: Readonly<Record<string, string>> = {}): Promise<RunningApp> {
  const child = spawn('node', [path.join(folder, 'dist/main.js')], { env: childEnv({ PORT: String(await freePort()), HOST: '127.0.0.1', ...env }), stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  let printed = '';
  const listening = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        const origin = /listening on (\S+)/.exec((printed += text))?.[1];
        if (origin !== undefined) resolve(origin);
      });
    }
  });
  const origin = await Promise.race([listening, ended.then(([code]) => Promise.reject(new Error(`ended with ${code}: ${printed}`)))]);
  return { origin, stop: (signal = 'SIGTERM') => (child.kill(signal), ended) };
}
