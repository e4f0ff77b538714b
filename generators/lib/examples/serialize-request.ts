import type { MediaType, Operation, Parameter } from '../model';
import { serializeBody } from './serialize-body';
import { serializeParameter } from './serialize-parameter';

/** Values for an operation's parameters and body, not yet written as text. */
export interface RequestValues {
  readonly parameters: readonly { readonly parameter: Parameter; readonly value: unknown }[];
  readonly body?: { readonly mediaType: MediaType; readonly value: unknown };
}

/** A request ready to send. */
export interface SerializedRequest {
  readonly method: string;
  /** Path and query, percent-encoded, without the base path. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Writes a request by the operation's declared styles. */
export function serializeRequest(operation: Operation, values: RequestValues): SerializedRequest {
  const of = (location: Parameter['in']) => values.parameters.filter(({ parameter }) => parameter.in === location);
  const pairs = (location: Parameter['in']) => of(location).flatMap(({ parameter, value }) => serializeParameter(parameter, value));
  const conditions = operation.path.query ?? [];
  const query = [
    // Of a path written `/a?beta=true`: whatever the parameter `beta` would be, this is what leads here.
    ...conditions.map(({ name, value }) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
    ...pairs('query').filter(([name]) => !conditions.some((c) => encodeURIComponent(c.name) === name)).map(([name, text]) => `${name}=${text}`),
    ...of('querystring').map(({ parameter, value }) => queryText(parameter, value)),
  ].join('&');
  const cookies = of('cookie').map(({ parameter, value }) =>
    // The members of an exploded `form` are one cookie by the specification's table: `color=blue&color=black`.
    serializeParameter(parameter, value).map(([name, text]) => `${name}=${text}`).join(parameter.style === 'cookie' ? '; ' : '&')).join('; ');
  const body = values.body && serializeBody(values.body.mediaType, values.body.value);
  return {
    method: operation.method.toUpperCase(),
    target: path(operation, of('path')) + (query === '' ? '' : `?${query}`),
    headers: {
      ...Object.fromEntries(of('header').map(({ parameter, value }) => [parameter.name.toLowerCase(), serializeParameter(parameter, value)[0]![1]])),
      ...(cookies === '' ? {} : { cookie: cookies }),
      ...(body ? { 'content-type': body.contentType } : {}),
    },
    ...(body ? { body: body.text } : {}),
  };
}

function path(operation: Operation, parameters: RequestValues['parameters']): string {
  const text = new Map(parameters.map(({ parameter, value }) => [parameter.name, serializeParameter(parameter, value).map(([, v]) => v).join('')]));
  return operation.path.segments
    .map((parts) => `/${parts.map((part) => (part.kind === 'literal' ? literal(part.text) : text.get(part.name) ?? 'x')).join('')}`)
    .join('') || '/';
}

/** What is encoded already stays, as routers see it: `%20`. */
function literal(text: string): string {
  return encodeURI(text.toWellFormed()).replace(/%25(?=[0-9A-Fa-f]{2})/g, '%').replace(/[?#]/g, encodeURIComponent);
}

/** 3.2's `in: querystring`: the whole query is one value of its media type. */
function queryText(parameter: Parameter, value: unknown): string {
  if (parameter.contentType === 'application/x-www-form-urlencoded' && typeof value === 'object' && value !== null) {
    return serializeBody({ mediaType: parameter.contentType, schema: parameter.schema, examples: [], encoding: new Map(), pointer: parameter.pointer }, value).text;
  }
  return encodeURIComponent((typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed());
}
