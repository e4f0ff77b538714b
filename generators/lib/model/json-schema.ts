/**
 * A schema as it stands in the bundled document: a JSON Schema 2020-12 object or boolean, or an
 * OpenAPI 3.0 schema object (see `Dialect`). It is data, not yet interpreted; `$ref`s are local.
 */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown };

/** A schema together with its place in the bundled document, which gives it its identity. */
export interface SchemaLocation {
  readonly schema: JsonSchema;
  /** `#/…` pointer in the bundled document. */
  readonly pointer: string;
}
