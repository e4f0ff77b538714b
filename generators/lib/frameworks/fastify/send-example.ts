import { code, join, type Code } from '../../code';
import type { EmitContext, ExampleReply } from '../../emit/context';
import type { MediaType, Operation } from '../../model';
import { isText } from '../../validation/serializer';
import { isJson, textOf } from '../shared/handler-stub';

/** `return reply.code(201).type(…).send(…);` An example is right by its schema, which TypeScript cannot always see. */
export function sendExample(reply: ExampleReply, operation: Operation, context: EmitContext): Code {
  const { status, mediaType, value, headers = {} } = reply;
  const head = join([code`return reply.code(${status})`, ...Object.entries(headers).map(([name, text]) => code`.header(${name}, ${text})`)], '');
  if (mediaType === undefined) return code`${head}.send();`;
  const sent = isJson(mediaType) ? jsonOf(reply, operation, context) : textOf(value);
  return code`${head}.type(${mediaType}).send(${sent} as never);`;
}

/** A string is JSON text to Fastify, unless the reply can be nothing but a string. */
function jsonOf(reply: ExampleReply, operation: Operation, { api }: EmitContext): Code {
  const text = textOf(JSON.stringify(reply.value));
  const isValue = typeof reply.value !== 'string' || isText(contentOf(reply, operation)?.schema?.schema, api.document);
  return isValue ? code`JSON.parse(${text})` : text;
}

function contentOf({ status, mediaType }: ExampleReply, { responses }: Operation): MediaType | undefined {
  const wanted = [String(status), `${String(status)[0]}XX`, 'default'];
  const response = wanted.map((key) => responses.find((r) => r.status === key)).find((found) => found !== undefined);
  const essence = (type: string | undefined): string | undefined => type?.split(';')[0]!.trim();
  return response?.content.find((content) => essence(content.mediaType) === essence(mediaType));
}
