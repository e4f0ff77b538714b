import type { RoutesSettings } from '../lib/workspace/settings';

/** Options of `nx g @org/backend:routes`; see schema.json. */
export interface RoutesGeneratorSchema extends Partial<Omit<RoutesSettings, 'openapi'>> {
  openapi?: string;
  /** A database to make the document and the handlers of. */
  fromDb?: string;
  tables?: string;
  schema?: string;
  readOnly?: boolean;
  project?: string;
  skipPackageJson?: boolean;
  verbose?: boolean;
}
