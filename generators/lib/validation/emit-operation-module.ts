import { code, join } from '../code';
import type { Code } from '../code';
import type { EmitOptions } from '../emit/context';
import type { MediaType, Operation, Response, ResponseHeader } from '../model';
import { mediaKind, requestKind } from '../types/media-kind';
import type { DtoEmitter } from './dto/emit-dto';
import type { ModuleScope } from './module-scope';
import { emitParameterDecoder } from './parameters/emit-decoder';
import { emitFormContent } from './parameters/emit-form';
import type { SchemaCompiler } from './schema/compiler';

/** What writing an operation's module takes. */
export interface OperationWriting {
  readonly compiler: SchemaCompiler;
  readonly options: EmitOptions;
  /** With `--validator=class-validator`. */
  readonly dtos?: DtoEmitter;
}

/** `export const operation: OperationModule = …`: decoder, body and reply validators of one operation. */
export function emitOperationModule(operation: Operation, scope: ModuleScope, writing: OperationWriting): Code {
  const { compiler, options } = writing;
  const parameters = emitParameterDecoder(operation, compiler, scope) ?? code`null`;
  const body = emitBody(operation, scope, writing);
  // Contract tests look at the same validators as --validateResponses.
  const responses = options.validateResponses || options.tests ? emitResponses(operation, scope, compiler) : code`null`;
  return code`export const operation: ${scope.runtimeType('OperationModule')} = {
  parameters: ${parameters},
  body: ${body},
  responses: ${responses},
};`;
}

function emitBody({ requestBody }: Operation, scope: ModuleScope, writing: OperationWriting): Code {
  if (!requestBody || requestBody.content.length === 0) return code`null`;
  const contents = requestBody.content.map((content) => code`${emitRequestContent(content, scope, writing)},`);
  return code`{
  required: ${requestBody.required},
  content: [
    ${contents}
  ],
}`;
}

function emitRequestContent(content: MediaType, scope: ModuleScope, { compiler, dtos }: OperationWriting): Code {
  const mediaType = essence(content);
  const kind = requestKind(content, compiler.document);
  const { schema } = content;
  switch (kind) {
    case 'form':
    case 'multipart':
      return emitFormContent(content, compiler, scope);
    case 'text':
      return code`{ mediaType: ${mediaType}, kind: 'text', validate: ${schema && compiler.mayBeString(schema) ? orNull(compiler.validator(schema, 'request', scope)) : code`null`} }`;
    case 'stream':
      return code`{ mediaType: ${mediaType}, kind: 'stream' }`;
    case 'json': {
      const validate = schema ? compiler.validator(schema, 'request', scope) : null;
      const prototypeKeys = schema ? compiler.namesPrototypeKeys(schema) : false;
      const dto = schema && validate && dtos?.dto(schema, scope);
      if (!dto) return code`{ mediaType: ${mediaType}, kind: 'json', validate: ${orNull(validate)}, prototypeKeys: ${prototypeKeys} }`;
      return code`{
  mediaType: ${mediaType},
  kind: 'json',
  validate: ${scope.runtime('dtoValidator', 'dto')}(${dto}, ${validate}),
  prototypeKeys: ${prototypeKeys},
  transform: ${scope.runtime('toDto', 'dto')}(${dto}),
}`;
    }
  }
}

function emitResponses(operation: Operation, scope: ModuleScope, compiler: SchemaCompiler): Code {
  const responses = operation.responses.map((response) => emitResponse(response, scope, compiler));
  return code`[
  ${responses}
]`;
}

function emitResponse({ status, content, headers }: Response, scope: ModuleScope, compiler: SchemaCompiler): Code {
  const contents = content.map((c) => code`{ mediaType: ${essence(c)}, validate: ${emitReply(c, scope, compiler)} }`);
  const checked = headers.map((header) => emitHeader(header, scope, compiler));
  return code`{ status: ${status}, content: [${join(contents, ', ')}], headers: [${join(checked, ', ')}] },`;
}

function emitReply(content: MediaType, scope: ModuleScope, compiler: SchemaCompiler): Code {
  const { schema } = content;
  if (!schema) return code`null`;
  const kind = mediaKind(content.mediaType);
  const checked = kind === 'json' || (kind === 'text' && compiler.mayBeString(schema));
  return checked ? orNull(compiler.validator(schema, 'response', scope)) : code`null`;
}

function emitHeader({ name, required, schema, contentType }: ResponseHeader, scope: ModuleScope, compiler: SchemaCompiler): Code {
  const validate = schema && contentType === undefined ? compiler.validator(schema, 'response', scope) : null;
  return code`{ name: ${name.toLowerCase()}, required: ${required}, validate: ${orNull(validate)} }`;
}

function essence({ mediaType }: MediaType): string {
  return mediaType.split(';')[0]!.trim().toLowerCase();
}

function orNull(expression: Code | null): Code {
  return expression ?? code`null`;
}
