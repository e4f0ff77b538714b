import { spawn } from 'node:child_process';
import path from 'node:path';
import { redactConnection } from '../../postgres/redact-connection';
import { fromSource } from '../../typeorm/from-source';
import type { Progress } from '../context';
import type { RunReport } from '../report';
import type { RunAnswer, RunOrder } from './protocol';

/** Runs migrations through the workspace's TypeORM, in a process of its own: user code cannot change ours. */
export function runInChild(order: RunOrder, progress?: (event: Progress) => void): Promise<RunReport> {
  const extension = path.extname(__filename);
  const main = path.join(__dirname, `child${extension}`);
  const entry = extension === '.ts' ? ['--eval', fromSource(main)] : [main];
  // No `execArgv` and no NODE_OPTIONS of ours: a test runner's would be a test runner's.
  const child = spawn(process.execPath, ['--no-warnings', ...entry], { cwd: order.request.root, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], serialization: 'advanced' });
  let words = '';
  for (const stream of [child.stdout, child.stderr]) stream!.on('data', (chunk: Buffer) => void (words = (words + chunk.toString()).slice(-4000)));
  return new Promise((resolve) => {
    let report: RunReport | undefined;
    child.on('message', (answer: RunAnswer) => {
      if ('report' in answer) report = answer.report;
      else progress?.(answer.progress);
    });
    child.once('close', () => resolve(report ?? ended(order, words)));
    child.send(order, () => undefined);
  });
}

function ended({ command, request }: RunOrder, words: string): RunReport {
  const last = redactConnection(words.trim().split('\n').filter((line) => /\w/.test(line)).at(-1) ?? '').slice(0, 300);
  return {
    version: 1, kind: command === 'run' ? 'migrate-run' : 'migrate-revert', project: request.project, ok: false, dryRun: request.dryRun, database: 'unknown', migrations: [],
    diagnostics: [{
      code: 'BACKEND_RUN_CONNECTION_LOST', severity: 'error', message: `the process that runs the migrations ended before it was done${last === '' ? '' : `: ${last}`}`,
      help: 'Run again: the next run goes on from where the journal says the database stands.',
    }],
  };
}
