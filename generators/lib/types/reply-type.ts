import { code, Code, join, lit } from '../code';
import type { MediaType, Response } from '../model';
import { mediaKind } from './media-kind';
import { lastSegment } from './request-type';
import type { OperationTyping } from './request-type';

/** The replies of an operation: `{ 201: { json: … }; 404: { json: … }; 204: {} }`. */
export function repliesType(typing: OperationTyping): Code {
  const { operation } = typing;
  if (operation.responses.length === 0) return code`{ default: { json: unknown; raw: unknown } }`;
  return code`{
  ${operation.responses.map((response) => code`${statusKey(response.status)}: ${contentType(response, typing)};`)}
}`;
}

function statusKey(status: string): Code {
  return /^[1-5]\d\d$/.test(status) ? lit(Number(status)) : lit(status);
}

function contentType(response: Response, typing: OperationTyping): Code {
  if (response.content.length === 0 || BODILESS.test(response.status)) return code`{}`;
  const json = response.content.filter(({ mediaType }) => mediaKind(mediaType) === 'json');
  const parts = [
    ...(json.length === 0 ? [] : [code`json: ${distinct(json.map((content) => jsonType(content, response, typing)))}`]),
    ...(rawTypes(response.content).length === 0 ? [] : [code`raw: ${join(rawTypes(response.content).map((t) => (t === 'Readable' ? typing.readable() : new Code(t))), ' | ')}`]),
  ];
  return code`{ ${join(parts, '; ')} }`;
}

// RFC 9110 §15.2, §15.3.5, §15.4.5: these statuses have no content, whatever the document says.
const BODILESS = /^(1\d\d|204|205|304)$/;

function jsonType(content: MediaType, response: Response, { type, marked, helper, operation, document }: OperationTyping): Code {
  if (content.schema === undefined) return code`unknown`;
  const status = writtenStatus(response.status, document.resolve(operation.pointer));
  const inner = code`${type()}['responses'][${status}]['content'][${lastSegment(content.pointer)}]`;
  return marked.reaches(content.schema) ? code`${helper('Replied')}<${inner}>` : inner;
}

/** What may be sent as it is; anything goes where the document says any type. */
function rawTypes(content: readonly MediaType[]): string[] {
  const kinds = new Set(content.map(({ mediaType }) => (mediaType.includes('*') ? 'any' : mediaKind(mediaType))));
  const text = kinds.has('any') || kinds.has('text') || kinds.has('form') || kinds.has('stream') || kinds.has('multipart');
  if (!text) return [];
  const binary = kinds.has('any') || kinds.has('stream') || kinds.has('multipart');
  return binary ? ['string', 'Uint8Array', 'Readable'] : ['string', 'Readable'];
}

/** The key the document has for a status, which may be `4xx`; a numeric key is printed as a number. */
function writtenStatus(status: string, operation: unknown): Code {
  const responses = (operation as { responses?: object } | undefined)?.responses ?? {};
  const key = Object.keys(responses).find((k) => k === status) ?? Object.keys(responses).find((k) => k.toUpperCase() === status.toUpperCase()) ?? status;
  return String(Number(key)) === key ? lit(Number(key)) : lit(key);
}

function distinct(types: readonly Code[]): Code {
  return join([...new Map(types.map((t) => [t.text, t])).values()], ' | ');
}
