import { shape } from './shape';

/** OpenAPI Object (3.2 §4.1). */
export const DOCUMENT = shape('OpenAPI Object', {
  openapi: 'string!', $self: 'string@3.2', info: 'info!', jsonSchemaDialect: 'string@3.1', servers: 'server[]',
  paths: 'paths', webhooks: 'pathItem{}@3.1', components: 'components', security: 'securityRequirement[]',
  tags: 'tag[]', externalDocs: 'externalDocs',
});

/** Info Object (3.2 §4.2). */
export const INFO = shape('Info Object', {
  title: 'string!', summary: 'string@3.1', description: 'string', termsOfService: 'string', contact: 'contact',
  license: 'license', version: 'string!',
});

export const CONTACT = shape('Contact Object', { name: 'string', url: 'string', email: 'string' }, { optional: true });

export const LICENSE = shape('License Object', { name: 'string!', identifier: 'string@3.1', url: 'string' }, { optional: true });

export const TAG = shape('Tag Object', {
  name: 'string!', summary: 'string@3.2', description: 'string', externalDocs: 'externalDocs', parent: 'string@3.2',
  kind: 'string@3.2',
}, { optional: true });

export const EXTERNAL_DOCS = shape('External Documentation Object', { description: 'string', url: 'string!' }, { optional: true });
