import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../../../generators/lib/diagnostics';
import type { DataSourceReply, DataSourceRequest } from './protocol';
import { fromSource } from './from-source';

/**
 * Loads a user's data source in a process of its own and does a task there: user code can neither
 * change ours, nor leave anything behind, nor print.
 */
export async function readDataSource(request: DataSourceRequest): Promise<DataSourceReply> {
  const file = path.relative(request.root, request.file).split(path.sep).join('/');
  if (!existsSync(request.file)) {
    return failed({ code: 'BACKEND_DATA_SOURCE_NOT_FOUND', severity: 'error', message: `there is no file ${file}`, help: 'Give the path of the file that exports the TypeORM DataSource by --dataSource.' });
  }
  const child = start(request.root);
  // What user code prints may hold a password: it is read, so that the process does not wait, and never shown.
  for (const stream of [child.stdout, child.stderr]) stream?.resume();
  try {
    const reply = await answer(child, request);
    if (reply?.needsTypes && !request.typed) return await readDataSource({ ...request, typed: true });
    if (reply !== undefined) return reply;
    return failed({
      code: 'BACKEND_DATA_SOURCE_ENDED', severity: 'error', message: `the process ended ${child.exitCode === null ? `by ${child.signalCode ?? 'a signal'}` : `with code ${child.exitCode}`} while ${file} was loaded`,
      help: 'Code that the data source imports must not end the process; import no more than entities and options there.', position: { file, line: 1, column: 1 },
    });
  } finally {
    child.kill('SIGKILL');
  }
}

function start(root: string): ChildProcess {
  const extension = path.extname(__filename);
  const main = path.join(__dirname, 'child', `main${extension}`);
  const entry = extension === '.ts' ? ['--eval', fromSource(main)] : [main];
  return spawn(process.execPath, ['--no-warnings', '--enable-source-maps', ...entry], { cwd: root, env: process.env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], serialization: 'advanced' });
}

/** Its answer, or undefined when it ends without one. */
function answer(child: ChildProcess, request: DataSourceRequest): Promise<DataSourceReply | undefined> {
  return new Promise((resolve) => {
    child.once('message', (reply) => resolve(reply as DataSourceReply));
    // Messages sent before the end may arrive after it.
    child.once('exit', () => setImmediate(resolve, undefined));
    child.once('error', () => resolve(undefined));
    child.send(request, () => undefined);
  });
}

function failed(diagnostic: Diagnostic): DataSourceReply {
  return { diagnostics: [diagnostic] };
}
