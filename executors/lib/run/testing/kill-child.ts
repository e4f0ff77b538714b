import { spawn } from 'node:child_process';
import path from 'node:path';
import { fromSource } from '../../typeorm/from-source';
import type { RunReport } from '../report';
import type { RunAnswer, RunOrder } from '../typeorm/protocol';

/** Runs an order as runInChild does, and kills the process once it has told of so many events; undefined when it was killed in time. */
export function killChild(order: RunOrder, dieAt: number): Promise<RunReport | undefined> {
  const child = spawn(process.execPath, ['--no-warnings', '--eval', fromSource(path.join(__dirname, '../typeorm/child.ts'))], { cwd: order.request.root, stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'advanced' });
  let events = 0;
  let report: RunReport | undefined;
  child.on('message', (answer: RunAnswer) => {
    if ('report' in answer) report = answer.report;
    else if ((events += 1) === dieAt) child.kill('SIGKILL');
  });
  child.send(order, () => undefined);
  return new Promise((resolve) => child.once('close', () => resolve(report)));
}
