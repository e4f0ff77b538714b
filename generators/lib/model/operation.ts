import type { SchemaLocation } from './json-schema';
import type { Origin } from './origin';
import type { SecurityRequirement } from './security';

/** HTTP methods an OpenAPI path item can hold, in lower case; 3.2 adds `query` and `additionalOperations`. */
export type HttpMethod = string;

/** One operation (OpenAPI 3.2 §4.10) with path-level parameters, servers and security merged in. */
export interface Operation {
  /** The document's operationId, or undefined where it has none. */
  readonly operationId?: string;
  readonly method: HttpMethod;
  readonly path: PathTemplate;
  /** First tag, or undefined: decides which handler file it lives in. */
  readonly tag?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated: boolean;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: RequestBody;
  readonly responses: readonly Response[];
  /** Alternatives (OR) of requirements (AND); empty: public. An empty alternative makes it optional. */
  readonly security: readonly SecurityRequirement[];
  /** Base paths that replace the API's, when the path item or operation has own servers. */
  readonly basePaths?: readonly string[];
  /** `#/paths/~1users/get` in the bundled document. */
  readonly pointer: string;
  readonly origin?: Origin;
}

/** A path template cut at `/`. `/users/{id}.json` has segments [literal users], [variable id, literal .json]. */
export interface PathTemplate {
  /** As written, without a query: `/users/{id}`. */
  readonly text: string;
  readonly segments: readonly (readonly PathPart[])[];
  /**
   * For a path written `/users?beta=true` (which the specification does not know, but documents have):
   * it matches only requests whose query has these; among operations of one path they are tried first.
   */
  readonly query?: readonly { readonly name: string; readonly value: string }[];
}

export type PathPart =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string };

export type ParameterLocation = 'path' | 'query' | 'header' | 'cookie' | 'querystring';
export type ParameterStyle =
  | 'simple' | 'label' | 'matrix' | 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject' | 'cookie';

/** A parameter with defaults filled in: `style` and `explode` are always explicit here. */
export interface Parameter {
  /** As written; header names keep their case here. */
  readonly name: string;
  readonly in: ParameterLocation;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly description?: string;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  readonly allowEmptyValue: boolean;
  /** Replaces the style's own text between items: Swagger 2.0's `ssv`, `tsv`, `pipes` where no style has it. */
  readonly delimiter?: string;
  /** Schema of the value; with `content`, of the decoded content. */
  readonly schema: SchemaLocation;
  /** Media type of a `content` parameter, e.g. `application/json`. */
  readonly contentType?: string;
  readonly examples: readonly unknown[];
  readonly pointer: string;
  readonly origin?: Origin;
}

export interface RequestBody {
  readonly required: boolean;
  readonly description?: string;
  readonly content: readonly MediaType[];
  readonly pointer: string;
}

/** A media type object under its media type range, e.g. `application/json`, `image/*`. */
export interface MediaType {
  /** In lower case, parameters kept: `application/json; charset=utf-8`. */
  readonly mediaType: string;
  /** Absent: anything. */
  readonly schema?: SchemaLocation;
  /** 3.2: schema of each item of a sequential media type (`text/event-stream`, `application/jsonl`). */
  readonly itemSchema?: SchemaLocation;
  readonly examples: readonly unknown[];
  /** By property name, for urlencoded and multipart. */
  readonly encoding: ReadonlyMap<string, Encoding>;
  readonly pointer: string;
}

export interface Encoding {
  readonly contentType?: string;
  readonly style?: ParameterStyle;
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
  /** As of a parameter. */
  readonly delimiter?: string;
  readonly headers: readonly ResponseHeader[];
}

export interface Response {
  /** `200`, `4XX` or `default`. */
  readonly status: string;
  readonly description?: string;
  readonly headers: readonly ResponseHeader[];
  readonly content: readonly MediaType[];
  readonly pointer: string;
}

export interface ResponseHeader {
  readonly name: string;
  readonly required: boolean;
  readonly schema?: SchemaLocation;
  readonly explode: boolean;
  readonly contentType?: string;
  readonly examples: readonly unknown[];
}
