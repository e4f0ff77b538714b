import type { Diagnostic, Result } from '../diagnostics';
import type { MediaType, Operation, Parameter } from '../model';
import { mediaKind, requestKind } from '../types/media-kind';
import { buildExample } from './build-example';
import type { ExampleTools } from './build-example';

/** A request an operation accepts, with decoded values: writing them down is the caller's business. */
export interface ExampleRequest {
  /** Required parameters, and optional ones for which the document itself has an example. */
  readonly parameters: readonly { readonly parameter: Parameter; readonly value: unknown }[];
  /** Undefined: no body is needed. */
  readonly body: { readonly content: MediaType; readonly mediaType: string; readonly value: unknown } | undefined;
}

/**
 * Builds a request that the operation accepts.
 * @returns undefined, with diagnostics, when a required part cannot be built
 */
export function buildExampleRequest(operation: Operation, tools: ExampleTools): Result<ExampleRequest | undefined> {
  const diagnostics: Diagnostic[] = [];
  const parameters: { parameter: Parameter; value: unknown }[] = [];
  for (const parameter of operation.parameters) {
    if (!parameter.required && parameter.examples.length === 0) continue;
    const example = buildExample(parameter.schema, 'request', tools, parameter.examples);
    if (example.value !== undefined) parameters.push({ parameter, value: example.value.value });
    else if (parameter.required) diagnostics.push(...example.diagnostics);
  }
  const body = exampleBody(operation, tools);
  diagnostics.push(...body.diagnostics);
  if (diagnostics.length > 0) return { value: undefined, diagnostics };
  return { value: { parameters, body: body.value }, diagnostics: [] };
}

type Body = ExampleRequest['body'];

/** The first media type for which a body can be built, JSON before the others. */
function exampleBody({ requestBody }: Operation, tools: ExampleTools): Result<Body> {
  if (requestBody === undefined || requestBody.content.length === 0) return { value: undefined, diagnostics: [] };
  const diagnostics: Diagnostic[] = [];
  const ranked = [...requestBody.content].sort((a, b) => rank(a) - rank(b));
  for (const content of ranked) {
    const built = contentExample(content, 'request', tools);
    if (built.value !== undefined) return { value: { content, mediaType: concreteType(content.mediaType), value: built.value.value }, diagnostics: [] };
    diagnostics.push(...built.diagnostics);
  }
  return requestBody.required ? { value: undefined, diagnostics: diagnostics.slice(0, 1) } : { value: undefined, diagnostics: [] };
}

const ORDER = ['json', 'form', 'multipart', 'text', 'stream'];

export function rank({ mediaType }: MediaType): number {
  return ORDER.indexOf(mediaKind(mediaType)) + (mediaType.includes('*') ? 0.5 : 0);
}

/** A value for a body of a media type; streams and texts without a string schema get a small text. */
export function contentExample(content: MediaType, direction: 'request' | 'response', tools: ExampleTools): Result<{ value: unknown } | undefined> {
  const kind = direction === 'request' ? requestKind(content, tools.document) : mediaKind(content.mediaType);
  if (kind === 'stream') return { value: { value: streamText(content.mediaType) }, diagnostics: [] };
  if (content.schema === undefined) return { value: { value: content.examples[0] ?? (kind === 'text' ? 'example' : {}) }, diagnostics: [] };
  if (kind !== 'text') return buildExample(content.schema, direction, tools, content.examples);
  const texts = content.examples.filter((example) => typeof example === 'string');
  const built = buildExample(content.schema, direction, tools, texts);
  // XML is described by the schema of the value it stands for, but travels as text
  const text = typeof built.value?.value === 'string' ? built.value.value : (texts[0] ?? 'example');
  return { value: { value: text }, diagnostics: [] };
}

function streamText(mediaType: string): string {
  return mediaType.startsWith('text/event-stream') ? 'data: example\n\n' : 'example';
}

/** A media type that may stand in a Content-Type header: ranges are filled in. */
export function concreteType(mediaType: string): string {
  const [essence = '', ...parameters] = mediaType.split(';');
  const filled = essence.trim() === '*/*' || essence.trim() === 'application/*' ? 'application/json' : essence.trim().replace(/\/\*$/, FILL[essence.trim()] ?? '/octet-stream').replace('*+', 'x+');
  return [filled, ...parameters.map((p) => p.trim())].join('; ');
}

const FILL: Record<string, string> = { 'text/*': '/plain', 'image/*': '/png', 'audio/*': '/mpeg', 'video/*': '/mp4' };
