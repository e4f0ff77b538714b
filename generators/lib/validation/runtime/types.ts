import type { IncomingHttpHeaders } from 'node:http';

/** One violation, in Ajv's shape, which Fastify's ecosystem reads. */
export interface Fault {
  /** JSON pointer from the validated value to the offending one: `/items/0/name`, or `` for the value itself. */
  instancePath: string;
  /** The schema keyword that failed. */
  keyword: string;
  /** Says what must hold: `must match format "email"`. */
  message: string;
  /** The keyword's own facts, e.g. `{ missingProperty: 'name' }`. */
  params: Record<string, unknown>;
}

/**
 * Checks a value. With `faults` it reports every violation and fills in defaults where the schema
 * has them; with null it only answers, stops at the first violation and changes nothing.
 */
export type Validate = (value: any, faults: Fault[] | null) => boolean;

/** What the decoders of parameters read: the request as it came, nothing decoded. */
export interface RawRequest {
  /** Request path without query, percent-encoded as sent. */
  readonly path: string;
  /** Query string without `?`, as sent. */
  readonly query: string;
  /** Header fields by lower-case name. */
  readonly headers: IncomingHttpHeaders;
}

export type ParameterLocation = 'path' | 'query' | 'header' | 'cookie';

/** A violation in a parameter; `instancePath` starts with the parameter's name. */
export interface ParameterFault extends Fault {
  in: ParameterLocation;
}

/** Declared parameters by location and name (header names in lower case), decoded and validated. */
export interface DecodedParameters {
  path: Record<string, unknown>;
  query: Record<string, unknown>;
  headers: Record<string, unknown>;
  cookies: Record<string, unknown>;
}

/** Decodes every declared parameter; what is malformed or violates its schema is pushed to `faults`. */
export type DecodeParameters = (request: RawRequest, faults: ParameterFault[]) => DecodedParameters;

/** One media type a request body may have, and how to read it. */
export type RequestContent =
  | JsonContent
  | FormContent
  | MultipartContent
  | { readonly mediaType: string; readonly kind: 'text'; readonly validate: Validate | null }
  | { readonly mediaType: string; readonly kind: 'stream' };

export interface JsonContent {
  /** Media type range in lower case without parameters: `application/json`, `application/*`. */
  readonly mediaType: string;
  readonly kind: 'json';
  readonly validate: Validate | null;
  /** True when the schema itself names `__proto__` or `constructor`, so such keys are data. */
  readonly prototypeKeys: boolean;
  /** Applied to a valid value before the handler gets it: makes a DTO instance with `--validator=class-validator`. */
  readonly transform?: (value: unknown) => unknown;
}

export interface FormContent {
  readonly mediaType: string;
  readonly kind: 'form';
  /** Decodes the raw text by the schema's properties and their `encoding`. */
  readonly decode: (text: string, faults: Fault[]) => Record<string, unknown>;
  readonly validate: Validate | null;
}

export interface MultipartContent {
  readonly mediaType: string;
  readonly kind: 'multipart';
  /** How each declared part is read; undeclared parts are read as text, or as files when they have a filename. */
  readonly parts: Readonly<Record<string, MultipartPart>>;
  /** Validates the fields; a file stands as an `UploadedFile` where the schema has a binary string. */
  readonly validate: Validate | null;
}

export interface MultipartPart {
  readonly kind: 'file' | 'text' | 'json';
  /** The property is an array: parts of this name are collected. */
  readonly array: boolean;
  /** For text: the primitive type its text is coerced to. */
  readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'any';
  /** Media type ranges from `encoding.contentType`; empty: any. */
  readonly contentTypes: readonly string[];
}

/** Validator of a reply's body by status and media type; null: that status has no body schema. */
export interface ResponseValidator {
  /** `200`, `4XX`, `default`. */
  readonly status: string;
  readonly content: readonly { readonly mediaType: string; readonly validate: Validate | null }[];
  readonly headers: readonly { readonly name: string; readonly required: boolean; readonly validate: Validate | null }[];
}

/** What a generated module `validators/<operation>.ts` exports as `operation`. */
export interface OperationModule {
  /** Null: the operation has no parameters. */
  readonly parameters: DecodeParameters | null;
  /** Null: the operation has no request body. */
  readonly body: { readonly required: boolean; readonly content: readonly RequestContent[] } | null;
  /** Null unless generated with `--validateResponses`. */
  readonly responses: readonly ResponseValidator[] | null;
}
