import type { Diagnostic, SourcePosition } from '../../diagnostics';

/** What source code says of the API it serves. */
export interface RecoveredApi {
  /** An OpenAPI 3.1 document as plain JSON. */
  readonly document: Record<string, unknown>;
  /** RFC 6901 pointers into `document` of what the source does not say for certain; writers mark them `x-inferred`. */
  readonly inferred: readonly string[];
  /** Where path items and operations (RFC 6901 pointers into `document`) are declared. */
  readonly positions: ReadonlyMap<string, SourcePosition>;
  readonly diagnostics: readonly Diagnostic[];
}

export interface RecoverOptions {
  /** The directory with the routes, absolute or relative to the working directory. */
  readonly root: string;
  /** A tsconfig.json to take compiler options from; by default the nearest one above `root`. */
  readonly tsConfig?: string;
  /** The file that makes the server, relative to `root`; by default whatever no other file mounts. */
  readonly entry?: string;
  /** Says of a file (absolute) that its functions are not followed: what they serve is known already. */
  readonly isKnown?: (file: string) => boolean;
}
