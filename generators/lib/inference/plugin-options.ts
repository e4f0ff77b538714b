/** Options of the plugin's entry in nx.json. */
export interface BackendPluginOptions {
  /** Name of the target that regenerates routes. Default: `routes`. */
  readonly routesTargetName?: string;
  /** Name of the target that reports drift. Default: `routes-check`. */
  readonly routesCheckTargetName?: string;
}

export const PLUGIN = '@org/backend';
export const ROUTES_EXECUTOR = `${PLUGIN}:routes`;
export const ROUTES_CHECK_EXECUTOR = `${PLUGIN}:routes-check`;
export const ROUTES_SYNC = `${PLUGIN}:routes-sync`;

export function targetNames(options: BackendPluginOptions | undefined): { routes: string; check: string } {
  return { routes: options?.routesTargetName ?? 'routes', check: options?.routesCheckTargetName ?? 'routes-check' };
}
