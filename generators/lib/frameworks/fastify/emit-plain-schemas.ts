import { code, type File, key, lit } from '../../code';
import { generatedFile, type EmitContext } from '../../emit/context';
import { ModuleScope } from '../../validation/module-scope';
import { PlainSchemas } from './plain-schemas';
import { routeSchema, securitySchemesOf } from './route-schema';

/** Module of the plain schemas, relative to the output, without extension. */
export const PLAIN_SCHEMAS_MODULE = 'middleware/validators/fastify/plain-schemas';

/** Plain JSON schemas of all routes, as JSON text: loaded, and parsed, only for documentation plugins. */
export function emitPlainSchemas(context: EmitContext): File {
  const { api, names, options } = context;
  const schemas = new PlainSchemas(api, names);
  const scope = new ModuleScope(options.importExtension, PLAIN_SCHEMAS_MODULE);
  const routes = api.operations.map((operation) => {
    const own = names.operation(operation);
    return code`${key(own.identifier)}: ${lit(JSON.stringify(routeSchema(operation, own, schemas)))},`;
  });
  const shared = schemas.shared().map((schema) => code`${lit(JSON.stringify(schema))},`);
  scope.add(code`/** Shared schemas, route schemas and security schemes as JSON text. */
export const plainSchemas: ${scope.runtimeType('ExposedSchemas', 'http/fastify-route')} = {
  shared: [
    ${shared}
  ],
  routes: {
    ${routes}
  },
  securitySchemes: ${lit(JSON.stringify(securitySchemesOf(api)))},
};`);
  return generatedFile(`${PLAIN_SCHEMAS_MODULE}.ts`, scope.print().text, context);
}
