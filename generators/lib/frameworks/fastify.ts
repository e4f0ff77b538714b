import { code, type Code, type File } from '../code';
import type { EmitContext } from '../emit/context';
import type { Operation } from '../model';
import { authenticatorsFile } from './shared/authenticators-file';
import { errorsFile } from './shared/errors-file';
import { handlerFileHeader, handlerStub as sharedStub } from './shared/handler-stub';
import { runtimeFiles } from './shared/runtime-files';
import { securitySchemesFile } from './shared/security-schemes';
import { emitIndex } from './fastify/emit-index';
import { emitPlainSchemas } from './fastify/emit-plain-schemas';
import { emitSerializers } from './fastify/emit-serializers';
import { sendExample } from './fastify/send-example';
import { firstOfEachShape } from './shared/first-of-each-shape';

export { authenticatorsFile, errorsFile, handlerFileHeader };

/** Everything that is specific to Fastify, validators and types apart. */
export function emitFastify(context: EmitContext): File[] {
  const operations = firstOfEachShape(context.api.operations);
  const serializers = emitSerializers(context);
  return [
    emitIndex(operations, serializers, context),
    emitPlainSchemas(context),
    securitySchemesFile({ name: 'FastifyRequest', from: 'fastify' }, context),
    ...serializers.files,
    ...runtimeFiles(['fastify', 'fastify-server', 'fastify-types'], context),
  ];
}

/** An unwritten handler: `export const createUser: Operations['createUser'] = async (_request, reply) => …`. */
export function handlerStub(operation: Operation, context: EmitContext): Code {
  return sharedStub(operation, { parameters: code`(_request, reply)`, reply: (reply) => sendExample(reply, operation, context) }, context);
}
