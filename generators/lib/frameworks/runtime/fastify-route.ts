import type { FastifyRequest } from 'fastify';
import type { ErrorBody } from './failure';
import type { Options } from './options';
import type { QueryConditions } from './query-conditions';
import type { Pick } from './fastify-serialize';
import type { Authenticator, SecurityRequirements, SecurityScheme } from './security-types';
import type { LazyOperation } from './setup';

/**
 * Compiled serializers by operation and `<status> <media type>`; a status without a compiled one is
 * there too, so that nothing of a reply of it is left out for `default`.
 */
export type Serializers = Readonly<Record<string, Readonly<Record<string, Pick>>>>;

/** The serializers of one handler file's operations, loaded with the first request to one of them. */
export interface LazySerializers {
  current: Serializers | undefined;
  load(): Promise<Serializers>;
}

/** One operation as the generated `routes/index.ts` lists it. */
export interface FastifyRoute {
  /** Key of its handler. */
  readonly operation: string;
  /** In upper case. */
  readonly method: string;
  /** Path template of the document. */
  readonly path: string;
  /** The same as Fastify's router writes it. */
  readonly url: string;
  /** The template for @fastify/swagger, where it cannot tell by `url`. */
  readonly documented?: string;
  /** Base paths of its own servers. */
  readonly basePaths?: readonly string[];
  /** Only requests with these are for it. */
  readonly query?: QueryConditions;
  /** Media types of its replies; absent: nothing to negotiate. */
  readonly produces?: readonly string[];
  /** Absent: public. */
  readonly security?: SecurityRequirements;
  readonly module: LazyOperation;
  /** Absent: JSON.stringify writes all its replies. */
  readonly serializers?: LazySerializers;
}

/** Plain JSON schemas for @fastify/swagger and `request.routeOptions.schema`, as JSON text. */
export interface ExposedSchemas {
  /** Shared schemas, each with its `$id`. */
  readonly shared: readonly string[];
  /** Fastify route schemas by operation. */
  readonly routes: Readonly<Record<string, string>>;
  /** The document's security schemes by their key. */
  readonly securitySchemes: string;
}

/** What is generated: the API without its handlers. */
export interface FastifyApi {
  readonly routes: readonly FastifyRoute[];
  readonly basePaths: readonly string[];
  readonly schemes: Readonly<Record<string, SecurityScheme>>;
  readonly errorBody: ErrorBody;
  readonly exposed: () => Promise<ExposedSchemas>;
}

export interface FastifyOptions extends Options<FastifyRequest> {
  /** Give routes their plain schemas, for documentation plugins; default: when @fastify/swagger is registered. */
  exposeSchemas?: boolean;
}

/** What the application brings. */
export interface Registration {
  readonly handlers: Readonly<Record<string, ((request: any, reply: any) => any) | undefined>>;
  readonly authenticators: Readonly<Record<string, Authenticator | undefined>>;
  readonly options: FastifyOptions;
}

/** What this runtime adds to Fastify's request. */
export interface Received {
  auth: unknown;
  cookies: unknown;
}
