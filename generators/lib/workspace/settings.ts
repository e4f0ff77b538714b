import type { Framework } from '../emit/context';
import type { ExtensionSetting } from './import-extension';

/**
 * The options of one `routes` run as they are recorded in the project, so that the sync generator
 * and `routes-check` repeat exactly that run. Paths are posix and relative to the workspace's root.
 */
export interface RoutesSettings {
  /** The OpenAPI document. */
  readonly openapi: string;
  /** The folder of handler files; middleware/ and types/ stand beside it. */
  readonly output: string;
  readonly framework?: Framework;
  readonly errors?: 'envelope' | 'problem';
  readonly stubs?: 'not-implemented' | 'example';
  readonly validator?: 'compiled' | 'class-validator';
  readonly validateResponses?: boolean;
  readonly tests?: boolean;
  readonly importExtension?: ExtensionSetting;
  readonly allowRemote?: boolean;
  readonly skipFormat?: boolean;
  /** Nest: decorators of `@nestjs/swagger`. Default: where a package.json names it. */
  readonly swagger?: boolean;
  /** Nest: the handlers' folder holds middleware/ and types/ too. */
  readonly flat?: boolean;
  /** Nest: leave the parent module alone. Not recorded. */
  readonly skipImport?: boolean;
}

const DEFAULTS: Partial<Record<keyof RoutesSettings, unknown>> = {
  errors: 'envelope', stubs: 'not-implemented', validateResponses: false, tests: false,
  importExtension: 'auto', allowRemote: false, skipFormat: false,
};
const KEYS: readonly (keyof RoutesSettings)[] = [
  'openapi', 'output', 'framework', 'errors', 'stubs', 'validator', 'validateResponses', 'tests', 'importExtension', 'allowRemote', 'skipFormat', 'swagger',
];

/** Only the settings of an options object, in a fixed order, without what equals its default. */
export function recordedSettings(options: Partial<RoutesSettings>): Partial<RoutesSettings> {
  const defaults = { ...DEFAULTS, validator: options.framework === 'nest' ? 'class-validator' : 'compiled' };
  return Object.fromEntries(KEYS.filter((key) => options[key] !== undefined && options[key] !== defaults[key]).map((key) => [key, options[key]]));
}
