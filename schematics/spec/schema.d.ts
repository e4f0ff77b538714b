import type { SpecSettings } from '../../generators/lib/reverse/document/plan-spec';

/** Options of `nest g -c @org/backend spec`; see schema.json. */
export interface SpecSchema extends Partial<Pick<SpecSettings, 'output' | 'base' | 'entry' | 'tsConfig'>> {
  /** The folder, as the command's own positional argument. */
  name?: string;
  /** The output, as the second one. */
  path?: string;
  check?: boolean;
  project?: string;
  sourceRoot?: string;
  language?: string;
  collection?: string;
  spec?: boolean;
  specFileSuffix?: string;
  flat?: boolean;
  skipImport?: boolean;
  format?: boolean;
}
