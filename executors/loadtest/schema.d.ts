import type { LoadtestOptions } from '../lib/load/options/options';

/** Options of the `loadtest` executor; see schema.json. */
export interface LoadtestSchema extends LoadtestOptions {
  readonly json?: boolean;
}
