import { COMPONENTS } from './components';
import { CONTACT, DOCUMENT, EXTERNAL_DOCS, INFO, LICENSE, TAG } from './document';
import { ENCODING, EXAMPLE, MEDIA_TYPE } from './media-type';
import { OPERATION, REQUEST_BODY } from './operation';
import { HEADER, PARAMETER } from './parameter';
import { CALLBACK, PATH_ITEM, PATHS } from './path-item';
import { LINK, RESPONSE, RESPONSES } from './response';
import { OAUTH_FLOW, OAUTH_FLOWS, SECURITY_REQUIREMENT, SECURITY_SCHEME } from './security-scheme';
import { SERVER, SERVER_VARIABLE } from './server';
import { shape, type Kind, type Shape } from './shape';
import * as swagger from './swagger';

export * from './shape';

/** Every object of the specification. A schema's keywords have a table of their own. */
export const SHAPES: Readonly<Record<Kind, Shape>> = {
  document: DOCUMENT, info: INFO, contact: CONTACT, license: LICENSE, server: SERVER, serverVariable: SERVER_VARIABLE,
  components: COMPONENTS, paths: PATHS, pathItem: PATH_ITEM, operation: OPERATION, parameter: PARAMETER,
  requestBody: REQUEST_BODY, mediaType: MEDIA_TYPE, encoding: ENCODING, responses: RESPONSES, response: RESPONSE,
  header: HEADER, example: EXAMPLE, link: LINK, callback: CALLBACK, securityScheme: SECURITY_SCHEME,
  oauthFlows: OAUTH_FLOWS, oauthFlow: OAUTH_FLOW, securityRequirement: SECURITY_REQUIREMENT, tag: TAG,
  externalDocs: EXTERNAL_DOCS, schema: shape('Schema Object', {}, { section: 'schemas' }),
  document2: swagger.DOCUMENT2, paths2: swagger.PATHS2, pathItem2: swagger.PATH_ITEM2, operation2: swagger.OPERATION2,
  parameter2: swagger.PARAMETER2, items2: swagger.ITEMS2, responses2: swagger.RESPONSES2, response2: swagger.RESPONSE2,
  securityScheme2: swagger.SECURITY_SCHEME2,
};
