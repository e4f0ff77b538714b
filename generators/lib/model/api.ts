import type { JsonSchema } from './json-schema';
import type { Operation } from './operation';
import type { SecurityScheme } from './security';
import type { Origin } from './origin';

/** Which meaning schema keywords have: OpenAPI 3.0's (also for an upgraded 2.0) or JSON Schema 2020-12's. */
export type Dialect = 'openapi-3.0' | '2020-12';

/**
 * The document after reading: one file's worth of JSON in which every `$ref` is local (`#/…`),
 * Swagger 2.0 already upgraded to 3.0, and every object node still knows where it was written.
 */
export interface BundledDocument {
  /** OpenAPI 3.x object; never mutated after bundling. */
  readonly root: Readonly<Record<string, unknown>>;
  /** The version the user wrote. */
  readonly version: '2.0' | '3.0' | '3.1' | '3.2';
  readonly dialect: Dialect;
  /** Hash of the bundled content (hex), the same for YAML and JSON of the same document. */
  readonly digest: string;
  /** Every file that was read, relative to the entry's folder, entry first. */
  readonly files: readonly string[];
  /**
   * Resolves a local `#/…` pointer, following `$ref` chains; undefined when nothing stands there. In
   * 2020-12 a `$ref` with other keywords beside it (but `summary`, `description`) is not followed:
   * it is a schema of its own.
   */
  resolve(pointer: string): unknown;
  /** The node itself at a local pointer, a `$ref` object included; only the way to it is followed. */
  at(pointer: string): unknown;
  /** Where a node of `root` (or one of its members) was written; computed on demand. */
  origin(node: object, key?: string | number): Origin | undefined;
}

/** An API without a framework word in it: what all emitters start from. Deeply frozen. */
export interface Api {
  readonly title: string;
  readonly version: string;
  readonly description?: string;
  readonly document: BundledDocument;
  readonly dialect: Dialect;
  /** Path prefixes of the root `servers`, without trailing slash, distinct, in order; `['']` when there are none. */
  readonly basePaths: readonly string[];
  /** In document order. */
  readonly operations: readonly Operation[];
  readonly securitySchemes: readonly SecurityScheme[];
  readonly tags: readonly Tag[];
  /** Every schema under `#/components/schemas`, by its key. */
  readonly schemas: ReadonlyMap<string, JsonSchema>;
}

export interface Tag {
  readonly name: string;
  readonly description?: string;
}
