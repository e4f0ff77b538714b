import path from 'node:path';
import type { Diagnostic } from '../../../generators/lib/diagnostics';
import type { Progress } from './context';
import type { RunReport } from './report';
import { toRequest, type RunOptions } from './request';

/** Options of migrate-run and migrate-revert, as people write them. */
export interface MigrateOptions extends RunOptions {
  readonly dataSource?: string;
  readonly connection?: string;
  readonly count?: number;
  readonly to?: string;
}

export interface MigratePlace {
  readonly root: string;
  readonly project: string;
  readonly progress?: (event: Progress) => void;
}

/**
 * Runs or reverts by whatever leads to the database: scripts on PostgreSQL by its own driver, all else
 * through the workspace's TypeORM in a child process.
 */
export async function performMigrate(command: 'run' | 'revert', options: MigrateOptions, { root, project, progress }: MigratePlace): Promise<RunReport> {
  const { dataSource, connection, count, to, ...rest } = options;
  const refuse = (diagnostic: Omit<Diagnostic, 'severity'>): RunReport => ({
    version: 1, kind: command === 'run' ? 'migrate-run' : 'migrate-revert', project, ok: false, dryRun: rest.dryRun ?? false, database: 'unknown', migrations: [],
    diagnostics: [{ ...diagnostic, severity: 'error' }],
  });
  let request;
  try {
    request = { ...toRequest(root, project, rest), ...(count === undefined ? {} : { count }), ...(to === undefined ? {} : { to }) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refuse({ code: 'BACKEND_RUN_OPTION', message: error.message, help: 'Correct the option.' });
  }
  const scripts = options.file !== undefined || options.migrations !== undefined;
  if (dataSource === undefined && connection === undefined) {
    return refuse({ code: 'BACKEND_RUN_NO_SOURCE', message: 'nothing says which database to migrate', help: 'Give --dataSource (a file that exports a TypeORM DataSource) or --connection.' });
  }
  if (dataSource === undefined && !scripts && command === 'run') {
    return refuse({ code: 'BACKEND_RUN_NO_SOURCE', message: 'nothing says which migrations to run', help: 'Give --file (a script), --migrations (a folder of scripts) or --dataSource (TypeORM\'s migrations).' });
  }
  if (dataSource === undefined && !/^(?:mysql|mariadb):/i.test(connection!)) {
    const { postgresDatabase } = require('./engines/postgres/database') as typeof import('./engines/postgres/database');
    const { revertScriptMigrations, runScriptMigrations } = require('./migrate') as typeof import('./migrate');
    const database = postgresDatabase(connection!, request.journal.table);
    return command === 'run'
      ? runScriptMigrations(database, { ...request, ...(progress ? { progress } : {}) })
      : revertScriptMigrations(database, { ...request, ...(progress ? { progress } : {}) });
  }
  const { runInChild } = require('./typeorm/run-in-child') as typeof import('./typeorm/run-in-child');
  const [file, exportName] = (dataSource ?? '').split('#');
  return runInChild({
    command, request, ...(connection === undefined ? {} : { connection }),
    ...(file ? { dataSource: path.resolve(root, file) } : {}), ...(exportName ? { exportName } : {}),
  }, progress);
}
