/** A security scheme object (OpenAPI 3.2 §4.27) as the runtime needs it. */
export type SecurityScheme =
  | { readonly type: 'apiKey'; readonly in: 'header' | 'query' | 'cookie'; readonly name: string }
  | { readonly type: 'http'; readonly scheme: string }
  | { readonly type: 'oauth2' | 'openIdConnect' | 'mutualTLS' };

/** Alternatives (OR); each maps scheme keys that must all hold (AND) to the scopes they need. */
export type SecurityRequirements = readonly Readonly<Record<string, readonly string[]>>[];

interface Scoped {
  /** What the operation asks for; empty for schemes without scopes. */
  readonly scopes: readonly string[];
}

export interface ApiKeyCredentials extends Scoped {
  readonly apiKey: string;
}
export interface BasicCredentials extends Scoped {
  readonly username: string;
  readonly password: string;
}
/** HTTP bearer, OAuth 2 and OpenID Connect. */
export interface BearerCredentials extends Scoped {
  readonly token: string;
}
/** Any other HTTP authentication scheme: what follows its name in the Authorization header. */
export interface HttpCredentials extends Scoped {
  readonly scheme: string;
  readonly credentials: string;
}
export interface CertificateCredentials extends Scoped {
  /** The client's certificate as `TLSSocket.getPeerCertificate()` gives it. */
  readonly certificate: unknown;
}
export type Credentials = ApiKeyCredentials | BasicCredentials | BearerCredentials | HttpCredentials | CertificateCredentials;

/** Answers the principal to accept; null, undefined or false rejects (401), as does throwing an error of status 401 or 403. */
export type Authenticator<C = any, Request = any> = (credentials: C, request: Request) => unknown;

/** Principals by scheme key. */
export type Auth = Record<string, unknown>;
