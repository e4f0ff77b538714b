import type { MigrateOptions } from '../lib/run/perform';

/** Options of the `migrate-run` executor; see schema.json. */
export interface MigrateRunSchema extends Omit<MigrateOptions, 'count' | 'to'> {
  readonly json?: boolean;
}
