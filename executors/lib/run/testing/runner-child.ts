import { postgresDatabase } from '../engines/postgres/database';
import { DEFAULT_JOURNAL } from '../../sources/bookkeeping';
import { revertScriptMigrations, runScriptMigrations } from '../migrate';
import { toRequest, type RunOptions } from '../request';

/** What a runner in a process of its own is told (tests). */
export interface RunnerOrder {
  readonly command: 'run' | 'revert';
  readonly connection: string;
  readonly root: string;
  readonly options: RunOptions;
  /** The progress event, from 1, at which the process kills itself. */
  readonly dieAt?: number;
}

async function main(): Promise<void> {
  const { command, connection, root, options, dieAt } = JSON.parse(process.env['RUNNER_ORDER']!) as RunnerOrder;
  let events = 0;
  const progress = (): void => {
    events += 1;
    if (events === dieAt) process.kill(process.pid, 'SIGKILL');
  };
  const work = command === 'run' ? runScriptMigrations : revertScriptMigrations;
  const report = await work(postgresDatabase(connection, DEFAULT_JOURNAL), { ...toRequest(root, 'api', options), progress });
  process.stdout.write(JSON.stringify({ report, events }));
}

void main();
