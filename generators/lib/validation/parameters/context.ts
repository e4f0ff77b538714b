import type { Code } from '../../code';
import type { BundledDocument, SchemaLocation } from '../../model';
import type { ModuleScope } from '../module-scope';

/** What the decoders need of the schema compiler. */
export interface ValidatorSource {
  readonly document: BundledDocument;
  /** Whether a schema has properties called `__proto__` or `constructor`, so that they are data. */
  namesPrototypeKeys?(location: SchemaLocation): boolean;
  /** An expression of type `Validate` for use in `into`; null when every value is accepted. */
  validator(location: SchemaLocation, direction: 'request', into: ModuleScope, options?: { readonly files?: boolean }): Code | null;
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

/** The validator of a request's value, asked for once a module; null when every value is accepted. */
export function validatorOf(location: SchemaLocation, { compiler, scope }: Writing): Code | null {
  const known = ASKED.get(scope) ?? new Map<string, Code | null>();
  ASKED.set(scope, known);
  const found = known.get(location.pointer);
  if (found !== undefined) return found;
  const validate = compiler.validator(location, 'request', scope);
  known.set(location.pointer, validate);
  return validate;
}

const ASKED = new WeakMap<ModuleScope, Map<string, Code | null>>();
