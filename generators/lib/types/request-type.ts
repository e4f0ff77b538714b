import { code, Code, join, lit, nothing } from '../code';
import type { BundledDocument, MediaType, Operation, Parameter, SchemaLocation } from '../model';
import { fileProperties } from './file-properties';
import type { MarkedSchemas } from './marked-schemas';
import { requestKind } from './media-kind';

/** What the type of one operation is written from. */
export interface OperationTyping {
  readonly operation: Operation;
  readonly document: BundledDocument;
  readonly marked: MarkedSchemas;
  /** Imports the operation's type of openapi.ts: `paths['/users']['post']`. */
  type(): Code;
  /** Imports a helper type of the framework's types. */
  helper(name: string): Code;
  /** Imports Node's `Readable`. */
  readable(): Code;
}

/** The input of a handler: `{ params: …; query: …; body: … }`. */
export function requestType(typing: OperationTyping): Code {
  const parts = [
    part('params', parameters(typing, 'path')),
    part('query', parameters(typing, 'query')),
    part('headers', headers(typing)),
    part('cookies', parameters(typing, 'cookie')),
    part('body', body(typing)),
  ].filter((piece) => !piece.isEmpty);
  return parts.length === 0 ? code`{}` : code`{
  ${parts}
}`;
}

function part(name: string, type: Code | undefined): Code {
  return type === undefined ? nothing : code`${new Code(name)}: ${type};`;
}

function parameters(typing: OperationTyping, place: 'path' | 'query' | 'header' | 'cookie'): Code | undefined {
  const { operation, type, helper, marked } = typing;
  const declared = operation.parameters.filter((p) => p.in === place || (place === 'query' && p.in === 'querystring'));
  if (declared.length === 0) return undefined;
  const all = code`NonNullable<${type()}['parameters'][${place}]>`;
  const plain = declared.some((p) => marked.reaches(p.schema)) ? code`${helper('Requested')}<${all}>` : all;
  const defaulted = declared.filter((p) => !p.required && hasDefault(p, typing.document));
  if (defaulted.length === 0) return plain;
  return code`${helper('Present')}<${plain}, ${union(defaulted.map((p) => p.name))}>`;
}

function headers(typing: OperationTyping): Code | undefined {
  const type = parameters(typing, 'header');
  return type && code`${typing.helper('LowerCase')}<${type}>`;
}

/** A default that decoding fills in: the schema's own, or that of the schema it refers to. */
function hasDefault({ schema }: Parameter, document: BundledDocument): boolean {
  let node: unknown = schema.schema;
  for (let hops = 0; typeof node === 'object' && node !== null && hops < 50; hops++) {
    if ((node as { default?: unknown }).default !== undefined) return true;
    const ref = (node as { $ref?: unknown }).$ref;
    if (typeof ref !== 'string') return false;
    node = document.resolve(ref);
  }
  return false;
}

function body(typing: OperationTyping): Code | undefined {
  const { requestBody } = typing.operation;
  if (requestBody === undefined || requestBody.content.length === 0) return undefined;
  const types = requestBody.content.map((content) => contentType(content, typing));
  const distinct = [...new Map([...types, ...(requestBody.required ? [] : [code`undefined`])].map((t) => [t.text, t])).values()];
  return join(distinct, ' | ');
}

function contentType(content: MediaType, typing: OperationTyping): Code {
  const kind = requestKind(content, typing.document);
  if (kind === 'stream') return typing.readable();
  if (kind === 'text') return code`string`;
  const type = code`NonNullable<${typing.type()}['requestBody']>['content'][${lastSegment(content.pointer)}]`;
  if (content.schema === undefined) return kind === 'json' ? code`unknown` : code`Record<string, unknown>`;
  const requested = marks(content.schema, typing) ? code`${typing.helper('Requested')}<${type}>` : type;
  const files = kind === 'multipart' ? fileProperties(content, typing.document) : [];
  if (files.length === 0) return requested;
  return code`${typing.helper('WithFiles')}<${requested}, ${union(files)}, ${typing.helper('UploadedFile')}>`;
}

function marks(location: SchemaLocation, { marked }: OperationTyping): boolean {
  return marked.reaches(location);
}

export function union(names: readonly string[]): Code {
  return join(names.map((name) => lit(name)), ' | ');
}

/** The key under which the document holds a thing, letter for letter: models hold media types in lower case. */
export function lastSegment(pointer: string): string {
  const part = pointer.slice(pointer.lastIndexOf('/') + 1);
  let plain = part;
  try {
    plain = decodeURIComponent(part);
  } catch {
    // a literal percent sign
  }
  return plain.replace(/~1/g, '/').replace(/~0/g, '~');
}
