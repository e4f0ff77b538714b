import { spawn } from 'node:child_process';
import path from 'node:path';
import { fromSource } from '../../typeorm/from-source';
import type { RunReport } from '../report';
import type { RunnerOrder } from './runner-child';

export interface RunnerProcess {
  kill(): void;
  /** Its report; undefined where it was killed. */
  readonly ended: Promise<{ readonly report: RunReport; readonly events: number } | undefined>;
}

/** Starts a runner in a process of its own, from source. */
export function startRunner(order: RunnerOrder): RunnerProcess {
  const child = spawn(process.execPath, ['--no-warnings', '--eval', fromSource(path.join(__dirname, 'runner-child.ts'))], {
    env: { ...process.env, NODE_OPTIONS: '', RUNNER_ORDER: JSON.stringify(order) }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => void (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => void (errors += chunk.toString()));
  const ended = new Promise<Awaited<RunnerProcess['ended']>>((resolve, reject) => {
    child.once('close', (code, signal) => {
      if (signal === 'SIGKILL') resolve(undefined);
      else if (code === 0) resolve(JSON.parse(output) as { report: RunReport; events: number });
      else reject(new Error(`the runner ended with code ${code}: ${errors}`));
    });
  });
  return { kill: () => void child.kill('SIGKILL'), ended };
}
