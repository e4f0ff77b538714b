import { spawn } from 'node:child_process';
import { keepLastOutput } from '../server/last-output';
import type { ServerProblem } from '../server/start-server';
import { killTree, stopTree } from '../server/stop-tree';
import { foreignEnvironment } from './environment';

/**
 * Runs a command of another revision: installing, building. It is ended with all its processes when the run is.
 * @returns undefined where it succeeded
 */
export async function runStep(command: string, cwd: string, signal: AbortSignal): Promise<ServerProblem | undefined> {
  if (signal.aborted) return STOPPED;
  const child = spawn(command, { cwd, shell: true, detached: process.platform !== 'win32', env: foreignEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
  const lastOutput = keepLastOutput([child.stdout, child.stderr]);
  const onOwnExit = (): void => killTree(child.pid!);
  const onAbort = (): void => void stopTree(child.pid!);
  process.once('exit', onOwnExit);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const code = await new Promise<number | string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('close', (status, by) => resolve(status ?? `signal ${by}`));
    });
    if (signal.aborted) return STOPPED;
    return code === 0 ? undefined : { kind: 'revision-broken', message: `\`${command}\` failed in the other revision (${typeof code === 'number' ? `exit code ${code}` : code})`, lastOutput: lastOutput() };
  } finally {
    process.off('exit', onOwnExit);
    signal.removeEventListener('abort', onAbort);
  }
}

const STOPPED: ServerProblem = { kind: 'stopped', message: 'the run was stopped while the other revision was made ready' };
