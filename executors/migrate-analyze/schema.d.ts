import type { AnalyzeOptions } from '../lib/analyze';

/** Options of the `migrate-analyze` executor; see schema.json. */
export interface MigrateAnalyzeSchema extends Omit<AnalyzeOptions, 'root' | 'project' | 'projectRoot'> {
  readonly json?: boolean;
}
