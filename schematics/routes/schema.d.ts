import type { RoutesSettings } from '../../generators/lib/workspace/settings';

/** Options of `nest g -c @org/backend routes`; see schema.json. */
export interface RoutesSchema extends Partial<Pick<RoutesSettings, 'openapi' | 'errors' | 'stubs' | 'validator' | 'validateResponses' | 'tests' | 'importExtension' | 'allowRemote' | 'swagger' | 'flat' | 'skipImport'>> {
  /** The document, as the command's own positional argument. */
  name?: string;
  path?: string;
  project?: string;
  sourceRoot?: string;
  language?: string;
  collection?: string;
  spec?: boolean;
  specFileSuffix?: string;
  format?: boolean;
}
