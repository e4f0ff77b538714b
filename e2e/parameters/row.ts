/** One request to one operation with the given parameters, and what must come of it. Data only. */
export interface ParameterRow {
  readonly title: string;
  /** OpenAPI version of the document the row needs; 3.2.0 unless said otherwise. */
  readonly openapi?: string;
  /** Path template below the row's own prefix; `/r` unless the row is about path parameters. */
  readonly template?: string;
  /** Parameter objects as a document has them, defaults left out. */
  readonly parameters: readonly ParameterObject[];
  readonly components?: Readonly<Record<string, unknown>>;
  /** As sent on the wire: path below the prefix, query without `?`, header fields. */
  readonly path?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The decoded parameters that must stand in the named locations (those left out are not compared). */
  readonly good?: {
    readonly path?: Readonly<Record<string, unknown>>;
    readonly query?: Readonly<Record<string, unknown>>;
    readonly headers?: Readonly<Record<string, unknown>>;
    readonly cookies?: Readonly<Record<string, unknown>>;
  };
  /** The router sees the path before the decoder does, and may answer one of these statuses; servers are compared by it alone. */
  readonly routed?: readonly number[];
  /** The request must be refused, with a fault in this location and field, as the error envelope's `details` name it. */
  readonly bad?: { readonly in: 'path' | 'query' | 'header' | 'cookie'; readonly field: string; readonly keyword?: string };
}

export type ParameterObject = { readonly name: string; readonly in: string } & Readonly<Record<string, unknown>>;

/** An OpenAPI document with one GET operation for each row: `/row7/…`, operationId `row7`. */
export function documentOf(rows: readonly ParameterRow[], openapi: string): Record<string, unknown> {
  const schemas: Record<string, unknown> = {};
  const paths: Record<string, unknown> = {};
  rows.forEach((row, i) => {
    Object.assign(schemas, row.components);
    paths[`/row${i}${row.template ?? '/r'}`] = {
      get: { operationId: `row${i}`, parameters: row.parameters, responses: { 200: { description: 'the decoded parameters' } } },
    };
  });
  return { openapi, info: { title: 'parameters', version: '1' }, paths, components: { schemas } };
}

/** Path and query of a row's request, under its prefix. */
export function targetOf(row: ParameterRow, index: number): string {
  return `/row${index}${row.path ?? '/r'}${row.query === undefined ? '' : `?${row.query}`}`;
}
