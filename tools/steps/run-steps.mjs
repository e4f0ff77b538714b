import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';

/**
 * Runs every step, also after one has failed, so that one run shows everything that is wrong.
 * @param steps `{ name, command: string[] }`; commands run with this Node's own binary
 * @returns names of the steps that failed
 */
export async function runSteps(steps) {
  const failed = [];
  for (const { name, command, env } of steps) {
    const start = performance.now();
    console.log(`\n── ${name}`);
    const { status } = spawnSync(process.execPath, command, { stdio: 'inherit', env: { ...process.env, ...env } });
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`── ${name}: ${status === 0 ? 'ok' : 'FAILED'} (${seconds} s)`);
    if (status !== 0) failed.push(name);
  }
  return failed;
}
