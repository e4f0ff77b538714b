import type ts from 'typescript';

/** A way to prove who one is, as OpenAPI says it. */
export type AuthScheme =
  | { readonly type: 'http'; readonly scheme: 'bearer' | 'basic'; readonly bearerFormat?: string }
  | { readonly type: 'apiKey'; readonly in: 'header' | 'cookie' | 'query'; readonly name: string }
  | { readonly type: 'oauth2' | 'openIdConnect' | 'other'; readonly name: string };

/** What a function on the way to a handler asks for; `optional` when it lets others pass too. */
export interface AuthFinding {
  /** Undefined: somebody has to be logged in, whatever the way. */
  readonly scheme: AuthScheme | undefined;
  readonly optional: boolean;
  readonly node: ts.Node;
}

export const BEARER: AuthScheme = { type: 'http', scheme: 'bearer' };
export const JWT_BEARER: AuthScheme = { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' };
export const BASIC: AuthScheme = { type: 'http', scheme: 'basic' };
