import type { GenerateOptions } from '../lib/generate/request';

/** Options of the `migrate-generate` executor; see schema.json. */
export interface MigrateGenerateSchema extends GenerateOptions {
  readonly json?: boolean;
}
