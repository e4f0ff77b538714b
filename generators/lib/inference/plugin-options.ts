/** Options of the plugin's entry in nx.json. */
export interface BackendPluginOptions {
  /** Name of the target that regenerates routes. Default: `routes`. */
  readonly routesTargetName?: string;
  /** Name of the target that reports drift. Default: `routes-check`. */
  readonly routesCheckTargetName?: string;
  /** Name of the target that analyzes migrations and schema. Default: `migrate-analyze`. */
  readonly migrateAnalyzeTargetName?: string;
  /** Name of the target that writes migrations. Default: `migrate-generate`. */
  readonly migrateGenerateTargetName?: string;
  /** Name of the target that runs migrations. Default: `migrate-run`. */
  readonly migrateRunTargetName?: string;
  /** Name of the target that rolls migrations back. Default: `migrate-revert`. */
  readonly migrateRevertTargetName?: string;
  /** Name of the target that loads the server. Default: `loadtest`. */
  readonly loadtestTargetName?: string;
}

export const PLUGIN = '@org/backend';
export const ROUTES_EXECUTOR = `${PLUGIN}:routes`;
export const ROUTES_CHECK_EXECUTOR = `${PLUGIN}:routes-check`;
export const LOADTEST_EXECUTOR = `${PLUGIN}:loadtest`;
export const ROUTES_SYNC = `${PLUGIN}:routes-sync`;

export function targetNames(options: BackendPluginOptions | undefined): { routes: string; check: string } {
  return { routes: options?.routesTargetName ?? 'routes', check: options?.routesCheckTargetName ?? 'routes-check' };
}

/** The commands about migrations, and the names of their targets. */
export type MigrationCommand = 'analyze' | 'generate' | 'run' | 'revert';

export function migrationTargetNames(options: BackendPluginOptions | undefined): Readonly<Record<MigrationCommand, string>> {
  return {
    analyze: options?.migrateAnalyzeTargetName ?? 'migrate-analyze', generate: options?.migrateGenerateTargetName ?? 'migrate-generate',
    run: options?.migrateRunTargetName ?? 'migrate-run', revert: options?.migrateRevertTargetName ?? 'migrate-revert',
  };
}

export function migrationExecutor(command: MigrationCommand): string {
  return `${PLUGIN}:migrate-${command}`;
}

/** Set for runs that read or write outside the declared inputs: an input that makes each of them its own. */
export const LIVE_RUN = 'BACKEND_LIVE_RUN';
