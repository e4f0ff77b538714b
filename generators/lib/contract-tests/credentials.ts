import type { Api, Operation, SecurityScheme } from '../model';

/** Header fields, query pairs and cookies by which a request claims an identity. */
export interface Credentials {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: readonly string[];
  readonly cookies: readonly string[];
}

/** Example credentials for the first security alternative of an operation; none where it is public. */
export function exampleCredentials(operation: Operation, api: Api): Credentials {
  const schemes = (operation.security[0] ?? []).map(({ scheme }) => api.securitySchemes.find(({ key }) => key === scheme));
  const credentials = { headers: {} as Record<string, string>, query: [] as string[], cookies: [] as string[] };
  for (const scheme of schemes) if (scheme) add(scheme, credentials);
  return credentials;
}

function add(scheme: SecurityScheme, into: { headers: Record<string, string>; query: string[]; cookies: string[] }): void {
  if (scheme.type === 'apiKey') {
    const pair = `${encodeURIComponent(scheme.parameterName.toWellFormed())}=example`;
    if (scheme.in === 'header') into.headers[scheme.parameterName.toLowerCase()] = 'example';
    else into[scheme.in === 'query' ? 'query' : 'cookies'].push(pair);
  } else if (scheme.type === 'http' && scheme.scheme.toLowerCase() === 'basic') {
    into.headers['authorization'] = `Basic ${Buffer.from('example:example').toString('base64')}`;
  } else if (scheme.type === 'http' && scheme.scheme.toLowerCase() !== 'bearer') {
    into.headers['authorization'] = `${scheme.scheme} example`;
  } else if (scheme.type !== 'mutualTLS') {
    into.headers['authorization'] = 'Bearer example';
  }
}
