import type { MigrateOptions } from '../lib/run/perform';

/** Options of the `migrate-revert` executor; see schema.json. */
export interface MigrateRevertSchema extends Omit<MigrateOptions, 'dryRun' | 'onFailure' | 'shadow'> {
  readonly json?: boolean;
}
