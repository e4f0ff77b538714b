import { spawn } from 'node:child_process';
import { keepLastOutput } from '../server/last-output';
import { killTree, stopTree } from '../server/stop-tree';

/** Runs a program to its end, or until it is interrupted; all that it started is ended with it. */
export async function runProgram(program: string, args: readonly string[], options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly signal: AbortSignal }): Promise<{ readonly exitCode: number | null; readonly lastOutput: string }> {
  const child = spawn(program, args, { cwd: options.cwd, env: options.env, stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32', shell: process.platform === 'win32' });
  const lastOutput = keepLastOutput([child.stdout, child.stderr]);
  const onExit = (): void => killTree(child.pid!);
  const stop = (): void => void (child.pid !== undefined && stopTree(child.pid));
  process.once('exit', onExit);
  options.signal.addEventListener('abort', stop, { once: true });
  try {
    const exitCode = await new Promise<number | null>((resolve) => {
      child.once('error', () => resolve(null));
      child.once('close', resolve);
    });
    return { exitCode, lastOutput: lastOutput() };
  } finally {
    process.off('exit', onExit);
    options.signal.removeEventListener('abort', stop);
  }
}
