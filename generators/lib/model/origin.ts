import type { SourcePosition } from '../diagnostics/diagnostic';

/** Where a piece of the model was written. */
export interface Origin {
  /** As the user would type it: relative to the entry's folder. */
  readonly file: string;
  /** RFC 6901 pointer inside `file`. */
  readonly pointer: string;
  /** Line and column, found on demand: documents are parsed without positions first. */
  position(): SourcePosition | undefined;
}
