import type { Code } from '../../code';
import type { BundledDocument, SchemaLocation } from '../../model';
import type { ModuleScope } from '../module-scope';

/** What the decoders need of the schema compiler. */
export interface ValidatorSource {
  readonly document: BundledDocument;
  /** An expression of type `Validate` for use in `into`; null when every value is accepted. */
  validator(location: SchemaLocation, direction: 'request', into: ModuleScope): Code | null;
}

/** One decoder while it is being written. */
export interface Writing {
  readonly document: BundledDocument;
  readonly compiler: ValidatorSource;
  readonly scope: ModuleScope;
}

/** An export of `runtime/parameters/<file>`. */
export function helper(writing: Writing, exported: string, file: string): Code {
  return writing.scope.runtime(exported, `parameters/${file}`);
}
