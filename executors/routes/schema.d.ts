import type { RoutesSettings } from '../../generators/lib/workspace/settings';

/** Options of the `routes` executor; see schema.json. */
export interface RoutesExecutorSchema extends RoutesSettings {
  readonly json?: boolean;
}
