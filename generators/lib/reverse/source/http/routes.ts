import type ts from 'typescript';
import type { Host, Value } from '../values/value';

export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;
export type Method = (typeof METHODS)[number];

export type Framework = 'express' | 'fastify' | 'koa' | 'nest';

/** What a router was told, in order. */
export type Entry =
  | { readonly kind: 'route'; readonly methods: readonly string[]; readonly path: Value; readonly handlers: readonly Value[]; readonly node: ts.Node }
  | { readonly kind: 'use'; readonly path: Value | undefined; readonly handlers: readonly Value[]; readonly node: ts.Node }
  | { readonly kind: 'param'; readonly name: string; readonly handler: Value; readonly node: ts.Node };

/** A template of OpenAPI with what the framework's pattern says of its parameters. */
export interface PathTemplate {
  readonly template: string;
  /** By name: a regular expression the value has to match as a whole. */
  readonly patterns: ReadonlyMap<string, string>;
  /** It is not the only thing the path may be. */
  readonly certain: boolean;
}

/** A route as it is served: mounted, with everything that runs before its handler. */
export interface ServedRoute {
  readonly framework: Framework;
  readonly method: Method;
  readonly path: PathTemplate;
  /** Functions that whole routers run; only what they say of security counts. */
  readonly inherited: readonly Value[];
  /** Functions of the route itself, the handler last. */
  readonly own: readonly Value[];
  readonly params: ReadonlyMap<string, Value>;
  readonly node: ts.Node;
  /** Fastify's options of the route. */
  readonly options?: Value;
  /** The application or instance, for handlers that ask for it. */
  readonly host?: Host;
}
