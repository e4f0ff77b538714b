import { spawn } from 'node:child_process';
import path from 'node:path';
import { fromSource } from '../typeorm/from-source';
import type { SourceOptions, SourceResult } from './read-source';

/** What the child is asked. */
export interface ReadSqlRequest {
  readonly files: readonly string[];
  readonly label: string;
  readonly options: SourceOptions;
}

/** Reads scripts in a process that ends with the memory it took. */
export async function readSqlInChild(files: readonly string[], label: string, options: SourceOptions): Promise<SourceResult> {
  const extension = path.extname(__filename);
  const main = path.join(__dirname, `read-sql-child${extension}`);
  const entry = extension === '.ts' ? ['--eval', fromSource(main)] : [main];
  const child = spawn(process.execPath, ['--no-warnings', ...entry], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], serialization: 'advanced' });
  try {
    return await new Promise<SourceResult>((resolve, reject) => {
      child.once('message', (result) => resolve(result as SourceResult));
      // A message sent before the end may arrive after it.
      child.once('exit', (code, signal) => setImmediate(() => reject(new Error(`the process that reads ${label} ended by ${signal ?? `code ${code}`}`))));
      child.once('error', reject);
      child.send({ files, label, options } satisfies ReadSqlRequest, () => undefined);
    });
  } finally {
    child.kill('SIGKILL');
  }
}
