import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../../../generators/lib/diagnostics';
import { redactConnection } from '../postgres/redact-connection';
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
  // The last words of a process that dies without an answer; nothing else of its output is shown.
  let words = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => void (words = (words + chunk.toString()).slice(-4000)));
  try {
    const reply = await answer(child, request);
    if (reply?.needsTypes && !request.typed) return await readDataSource({ ...request, typed: true });
    if (reply !== undefined) return reply;
    const last = redactConnection(words.trim().split('\n').filter((line) => /\w/.test(line)).at(-1) ?? '');
    return failed({
      code: 'BACKEND_DATA_SOURCE_ENDED', severity: 'error', message: `the process ended while ${file} was loaded${last === '' ? '' : `: ${last.slice(0, 300)}`}`,
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
  return spawn(process.execPath, ['--no-warnings', '--enable-source-maps', ...entry], { cwd: root, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], serialization: 'advanced' });
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
