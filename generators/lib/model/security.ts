import type { Origin } from './origin';

/** A security scheme object (OpenAPI 3.2 §4.27) under its component key. */
export type SecurityScheme = SecuritySchemeBase &
  (
    | { readonly type: 'apiKey'; readonly in: 'header' | 'query' | 'cookie'; readonly parameterName: string }
    | { readonly type: 'http'; readonly scheme: string; readonly bearerFormat?: string }
    | { readonly type: 'oauth2'; readonly scopes: readonly string[] }
    | { readonly type: 'openIdConnect'; readonly openIdConnectUrl: string }
    | { readonly type: 'mutualTLS' }
  );

interface SecuritySchemeBase {
  /** Key under `#/components/securitySchemes`. */
  readonly key: string;
  readonly description?: string;
  readonly origin?: Origin;
}

/** Schemes that must all hold together (AND). Empty: anonymous access is allowed. */
export type SecurityRequirement = readonly { readonly scheme: string; readonly scopes: readonly string[] }[];
