import type { Diagnostic, Result } from '../diagnostics';
import type { Operation, Response, ResponseHeader } from '../model';
import { buildExample } from './build-example';
import type { ExampleTools } from './build-example';
import { concreteType, contentExample, rank } from './example-request';

/** A reply the document allows. */
export interface ExampleReply {
  readonly status: number;
  /** Undefined: no body. */
  readonly mediaType: string | undefined;
  readonly value: unknown;
  /** Required headers, by lower-case name; values not yet written as text. */
  readonly headers: Readonly<Record<string, unknown>>;
}

/**
 * The reply of an operation that goes well: its first 2xx, else `default` as 200, else 3xx, else
 * whatever it has. An operation without responses answers 204.
 */
export function exampleReply(operation: Operation, tools: ExampleTools): Result<ExampleReply | undefined> {
  const diagnostics: Diagnostic[] = [];
  if (operation.responses.length === 0) return { value: { status: 204, mediaType: undefined, value: undefined, headers: {} }, diagnostics };
  const ranked = [...operation.responses].sort((a, b) => order(a) - order(b));
  for (const response of ranked.filter((r, i) => i === 0 || order(r) <= 1)) {
    const reply = replyOf(response, tools);
    if (reply.value !== undefined) return reply;
    diagnostics.push(...reply.diagnostics);
  }
  return { value: undefined, diagnostics: diagnostics.slice(0, 1) };
}

function order({ status }: Response): number {
  if (/^2\d\d$/.test(status)) return 0;
  if (/^2/.test(status)) return 1;
  return status === 'default' ? 2 : /^3/.test(status) ? 3 : /^1/.test(status) ? 5 : 4;
}

function replyOf(response: Response, tools: ExampleTools): Result<ExampleReply | undefined> {
  const status = response.status === 'default' ? 200 : Number(response.status.replace(/XX$/i, '00'));
  const headers = exampleHeaders(response.headers, tools);
  if (headers.value === undefined) return { value: undefined, diagnostics: headers.diagnostics };
  const bodiless = response.content.length === 0 || status < 200 || [204, 205, 304].includes(status);
  if (bodiless) return { value: { status, mediaType: undefined, value: undefined, headers: headers.value }, diagnostics: [] };
  const diagnostics: Diagnostic[] = [];
  for (const content of [...response.content].sort((a, b) => rank(a) - rank(b))) {
    const built = contentExample(content, 'response', tools);
    if (built.value !== undefined) {
      return { value: { status, mediaType: concreteType(content.mediaType), value: built.value.value, headers: headers.value }, diagnostics: [] };
    }
    diagnostics.push(...built.diagnostics);
  }
  return { value: undefined, diagnostics };
}

function exampleHeaders(declared: readonly ResponseHeader[], tools: ExampleTools): Result<Record<string, unknown> | undefined> {
  const headers: Record<string, unknown> = {};
  for (const { name, required, schema, examples } of declared) {
    if (!required || /^content-type$/i.test(name)) continue;
    const built = schema === undefined ? { value: { value: examples[0] ?? 'example' }, diagnostics: [] } : buildExample(schema, 'response', tools, examples);
    if (built.value === undefined) return { value: undefined, diagnostics: built.diagnostics };
    headers[name.toLowerCase()] = built.value.value;
  }
  return { value: headers, diagnostics: [] };
}
