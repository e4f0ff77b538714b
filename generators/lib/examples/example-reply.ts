import type { Diagnostic, Result } from '../diagnostics';
import type { Operation, Response, ResponseHeader } from '../model';
import { buildExample } from './build-example';
import type { ExampleTools } from './build-example';
import { concreteType, contentExample, rank } from './example-request';
import { serializeHeader } from './serialize-header';

/** A reply the document allows. */
export interface ExampleReply {
  readonly status: number;
  /** Undefined: no body. */
  readonly mediaType: string | undefined;
  readonly value: unknown;
  /** Required headers as they are sent, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The reply of an operation that goes well: its first 2xx, else `default` as 200, else 3xx, else
 * whatever it has but 1xx, which end no exchange (RFC 9110 §15.2). An operation without responses answers 204.
 */
export function exampleReply(operation: Operation, tools: ExampleTools): Result<ExampleReply | undefined> {
  const diagnostics: Diagnostic[] = [];
  if (operation.responses.length === 0) return { value: { status: 204, mediaType: undefined, value: undefined, headers: {} }, diagnostics };
  const ranked = operation.responses.filter(({ status }) => !status.startsWith('1')).sort((a, b) => order(a) - order(b));
  if (ranked.length === 0) return { value: undefined, diagnostics: [interim(operation)] };
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
  return status === 'default' ? 2 : /^3/.test(status) ? 3 : 4;
}

function interim({ method, path }: Operation): Diagnostic {
  return {
    code: 'BACKEND_ROUTES_NO_EXAMPLE',
    severity: 'warning',
    message: `${method.toUpperCase()} ${path.text} declares nothing but 1xx, after which a client waits for the reply proper`,
    help: 'Declare the status that ends the exchange.',
  };
}

function replyOf(response: Response, tools: ExampleTools): Result<ExampleReply | undefined> {
  const status = response.status === 'default' ? 200 : Number(response.status.replace(/XX$/i, '00'));
  const headers = exampleHeaders(response.headers, tools);
  if (headers.value === undefined) return { value: undefined, diagnostics: headers.diagnostics };
  const bodiless = response.content.length === 0 || [204, 205, 304].includes(status);
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

function exampleHeaders(declared: readonly ResponseHeader[], tools: ExampleTools): Result<Record<string, string> | undefined> {
  const headers = Object.create(null) as Record<string, string>; // `__proto__` may be a header's name
  for (const header of declared) {
    const { name, required, schema, examples } = header;
    if (!required || isServers(header, tools)) continue;
    const built = schema === undefined ? { value: { value: examples[0] ?? 'example' }, diagnostics: [] } : buildExample(schema, 'response', tools, examples);
    if (built.value === undefined) return { value: undefined, diagnostics: built.diagnostics };
    headers[name.toLowerCase()] = serializeHeader(header, built.value.value);
  }
  return { value: headers, diagnostics: [] };
}

/** Fields that follow from the body or the connection: an invented length or coding breaks the reply. */
const OF_THE_MESSAGE = /^(connection|content-(encoding|length|range|type)|date|keep-alive|trailer|transfer-encoding|upgrade)$/i;

/** Whether the server itself sends the field; its request id stays, unless the document wants one in a shape of its own. */
function isServers({ name, schema }: ResponseHeader, { evaluate }: ExampleTools): boolean {
  if (OF_THE_MESSAGE.test(name)) return true;
  return /^x-request-id$/i.test(name) && (schema === undefined || evaluate(schema, 'response')('any id', null));
}
