import type { SecurityScheme } from './security-types';

/** The `WWW-Authenticate` challenge of a scheme (RFC 9110 §11.6.1); undefined where there is none. */
export function challengeOf(scheme: SecurityScheme): string | undefined {
  switch (scheme.type) {
    case 'http': {
      const name = scheme.scheme.toLowerCase();
      if (name === 'basic') return 'Basic realm="api", charset="UTF-8"';
      return name === 'bearer' ? 'Bearer' : /^[\w!#$%&'*+.^`|~-]+$/.test(scheme.scheme) ? scheme.scheme : undefined;
    }
    case 'oauth2':
    case 'openIdConnect':
      return 'Bearer';
    case 'apiKey':
      return `ApiKey in="${scheme.in}"`;
    case 'mutualTLS':
      return undefined;
  }
}
