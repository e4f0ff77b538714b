import type { Field } from '../shapes';
import type { Source } from '../source/source';
import type { Tokens } from '../refs/pointer';

/** A reference found in a source, not yet resolved. */
export interface Reference {
  /** The object that has the reference as a string member … */
  readonly holder: Record<string, unknown>;
  /** … under this name: `$ref`, or a name of a discriminator mapping. */
  readonly field: string;
  readonly text: string;
  /** What is expected at the target. */
  readonly slot: Field;
  readonly source: Source;
  /** Place of the holder in its source. */
  readonly tokens: Tokens;
  /** The member that holds the holder, where it can be replaced by the target; undefined at a root. */
  readonly parent?: { readonly node: Record<string, unknown> | unknown[]; readonly key: string };
  /** Place of the outermost schema around the holder. */
  readonly schemaRoot?: Tokens;
  /** Place of the innermost schema with an `$id` around the holder (2020-12 only). */
  readonly resource?: Tokens;
}
