import { code, Code, doc, join, lit, Name } from '../../code';
import type { EmitContext, ExampleReply } from '../../emit/context';
import type { Operation } from '../../model';
import { nestMethod } from '../../names/nest-names';
import { up } from './up';
import { isJson, textOf } from '../shared/handler-stub';

/** An unwritten method of a service: it answers 501, or the document's example. */
export function serviceMethod(operation: Operation, context: EmitContext): Code {
  const { identifier } = context.names.operation(operation);
  const comment = doc(operation.summary ?? operation.description, operation.deprecated ? '@deprecated' : undefined);
  const reply = context.options.stubs === 'example' ? context.exampleReply?.(operation) : undefined;
  const body = reply ? code`return ${send(reply, operation)};` : code`throw notImplemented(${identifier});`;
  return code`${comment}
async ${new Name(nestMethod(identifier))}(_request: RequestOf<${identifier}>, ${new Code(reply ? 'reply' : '_reply')}: ReplyOf<${identifier}>): Promise<ResultOf<${identifier}>> {
  ${body}
}`;
}

/** An example is right by its schema, which TypeScript cannot always see. */
function send({ status, mediaType, value, headers = {} }: ExampleReply, { responses }: Operation): Code {
  const head = join([code`reply.status(${status})`, ...Object.entries(headers).map(([name, text]) => code`.header(${name}, ${text})`)], '');
  if (mediaType === undefined) {
    const declared = [String(status), `${String(status)[0]}XX`, 'DEFAULT'].map((name) => responses.find((response) => response.status.toUpperCase() === name)).find(Boolean);
    return declared === undefined || declared.content.length === 0 ? code`${head}.send()` : code`${head}.send(undefined as never)`;
  }
  const body = isJson(mediaType) ? lit(value) : textOf(value);
  return code`${head}.type(${mediaType}).send(${body} as never)`;
}

/** Imports at the top of a service's file. */
export function serviceHeader(context: EmitContext): Code {
  const { importExtension } = context.options;
  return code`import { Injectable } from '@nestjs/common';
import { notImplemented } from ${`${up(context)}/middleware/errors${importExtension}`};
import type { ReplyOf, RequestOf, ResultOf } from ${`${up(context)}/types/operations${importExtension}`};`;
}
