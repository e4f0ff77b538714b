import type { Code, File } from '../code';
import type { EmitContext } from '../emit/context';
import type { Operation } from '../model';
import { emitController } from './nest/emit-controller';
import { emitDocumentation } from './nest/emit-documentation';
import { emitModule } from './nest/emit-module';
import { routedOperations, unroutedOperations } from './nest/routed-operations';
import { serviceHeader, serviceMethod } from './nest/service-method';
import { authenticatorsFile } from './shared/authenticators-file';
import { errorsFile } from './shared/errors-file';
import { runtimeFiles } from './shared/runtime-files';
import { securitySchemesFile } from './shared/security-schemes';

export { authenticatorsFile, errorsFile, unroutedOperations };

/** Generated files of a Nest API: a controller per tag, their module, the security schemes' table, the HTTP runtime. */
export function emitNest(context: EmitContext): File[] {
  const routed = routedOperations(context);
  return [
    ...context.names.handlerFiles.map((file) => emitController(file, routed, context)),
    emitModule(context),
    ...(context.options.swagger ? [emitDocumentation(context)] : []),
    securitySchemesFile({ name: 'PlatformRequest', from: './http/nest-platform' }, context),
    ...runtimeFiles(['nest-fastify-options', 'nest-filter', 'nest-guard', 'nest-pipe', 'nest-types', ...(context.options.swagger ? ['nest-swagger'] : [])], context),
  ];
}

/** The unwritten method of an operation, for its tag's service. */
export function handlerStub(operation: Operation, context: EmitContext): Code {
  return serviceMethod(operation, context);
}

/** Imports at the top of a service's file. */
export function handlerFileHeader(context: EmitContext): Code {
  return serviceHeader(context);
}
