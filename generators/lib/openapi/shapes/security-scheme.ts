import { shape } from './shape';

/** Security Scheme Object (3.2 §4.27). */
export const SECURITY_SCHEME = shape('Security Scheme Object', {
  type: 'string!', description: 'string', name: 'string', in: 'string', scheme: 'string', bearerFormat: 'string',
  flows: 'oauthFlows', openIdConnectUrl: 'string', oauth2MetadataUrl: 'string@3.2', deprecated: 'boolean@3.2',
}, { section: 'securitySchemes' });

export const OAUTH_FLOWS = shape('OAuth Flows Object', {
  implicit: 'oauthFlow', password: 'oauthFlow', clientCredentials: 'oauthFlow', authorizationCode: 'oauthFlow',
  deviceAuthorization: 'oauthFlow@3.2',
});

export const OAUTH_FLOW = shape('OAuth Flow Object', {
  authorizationUrl: 'string', tokenUrl: 'string', refreshUrl: 'string', deviceAuthorizationUrl: 'string@3.2',
  scopes: 'any',
});

/** Security Requirement Object (3.2 §4.30): scheme names to scopes. */
export const SECURITY_REQUIREMENT = shape('Security Requirement Object', {}, { rest: 'string[]' });
