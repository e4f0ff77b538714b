import type { RoutesSettings } from '../../generators/lib/workspace/settings';

/** Options of the `routes-check` executor; see schema.json. */
export interface RoutesCheckSchema extends RoutesSettings {
  readonly json?: boolean;
}
