import type { RoutesSettings } from '../lib/workspace/settings';

/** Options of `nx g @org/backend:routes`; see schema.json. */
export interface RoutesGeneratorSchema extends Partial<RoutesSettings> {
  openapi: string;
  project?: string;
  skipPackageJson?: boolean;
  verbose?: boolean;
}
