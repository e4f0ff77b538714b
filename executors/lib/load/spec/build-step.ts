import type { Diagnostic } from '../../../../generators/lib/diagnostics';
import { buildExample } from '../../../../generators/lib/examples/build-example';
import { buildExampleRequest } from '../../../../generators/lib/examples/example-request';
import { serializeRequest } from '../../../../generators/lib/examples/serialize-request';
import type { MediaType, Operation, Parameter } from '../../../../generators/lib/model';
import type { Step, Template } from '../drive/drive-plan';
import type { Credentials } from './credentials';
import type { Spec } from './open-spec';
import { slotMarks } from '../drive/slot-text';

/** The values of an operation's request, before it is written down. */
export interface StepValues {
  readonly parameters: readonly { readonly parameter: Parameter; readonly value: unknown }[];
  readonly body?: { readonly content: MediaType; readonly value: unknown };
}

/** A place in a request: `path.id`, `query.page`, `header.x-a`, `body.eventId`. */
export type Place = string;

export function placeOf({ in: location, name }: Pick<Parameter, 'in' | 'name'>): Place {
  return `${location}.${location === 'header' ? name.toLowerCase() : name}`;
}

/**
 * Values by the document's examples, or built from its schemas.
 * @param wanted places that have to be there, though they are optional
 */
export function exampleValues(operation: Operation, { tools }: Spec, wanted: readonly Place[]): { readonly values?: StepValues; readonly diagnostics: readonly Diagnostic[] } {
  const { value, diagnostics } = buildExampleRequest(operation, tools);
  if (!value) return { diagnostics };
  const more = operation.parameters.filter((parameter) => wanted.includes(placeOf(parameter)) && !value.parameters.some((one) => one.parameter === parameter)).flatMap((parameter) => {
    const built = buildExample(parameter.schema, 'request', tools, parameter.examples).value;
    return built ? [{ parameter, value: built.value }] : [];
  });
  return { values: { parameters: [...value.parameters, ...more], ...(value.body && { body: { content: value.body.content, value: value.body.value } }) }, diagnostics: [] };
}

/**
 * Writes a request with slots in the given places.
 * @param slots the slot's name by its place; `body.name` is a property at the top of a JSON or urlencoded body
 * @param options.own values by their place that a person wrote, whose texts may hold `${name}`; `body` is the whole body
 */
export function writeStep(operation: Operation, values: StepValues, slots: ReadonlyMap<Place, string>, options: { readonly base: string; readonly credentials: Credentials; readonly own?: ReadonlyMap<Place, unknown> }): Pick<Step, 'method' | 'target' | 'shownTarget' | 'headers' | 'body' | 'defaults'> {
  const { own = new Map<Place, unknown>() } = options;
  const marks = slotMarks(JSON.stringify([[...own.values()], values.parameters.map(({ parameter, value }) => [parameter.name, value]), values.body?.value ?? null, operation.path.text]));
  const defaults: Record<string, unknown> = {};
  const marked = (place: Place, value: unknown): unknown => {
    if (own.has(place)) return marks.interpolate(own.get(place));
    const slot = slots.get(place);
    if (slot === undefined || (typeof value === 'object' && value !== null)) return value;
    defaults[slot] ??= value;
    return marks.mark(slot);
  };
  const kind = values.body && bodyKind(values.body.content);
  const members = (value: unknown): unknown => (kind !== undefined && isRecord(value) ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, marked(`body.${name}`, member)])) : value);
  const body = values.body && { mediaType: values.body.content, value: own.has('body') ? marks.interpolate(own.get('body')) : members(values.body.value) };
  const written = serializeRequest(operation, { parameters: values.parameters.map(({ parameter, value }) => ({ parameter, value: marked(placeOf(parameter), value) })), ...(body && { body }) });
  const { query, cookies, headers } = options.credentials;
  const sent = new URLSearchParams(written.target.split('?')[1]);
  const pairs = query.filter(([name]) => !sent.has(decodeURIComponent(String(name).slice(0, -1))));
  const cookie: Template = joined([...(written.headers['cookie'] === undefined ? [] : [marks.split(written.headers['cookie'], 'uri')]), ...cookies], '; ');
  return {
    method: written.method,
    target: [...marks.split(options.base + written.target, 'uri'), ...pairs.flatMap((pair, at): Template => [at === 0 && !written.target.includes('?') ? '?' : '&', ...pair])],
    shownTarget: options.base + operation.path.text,
    headers: {
      ...headers,
      ...Object.fromEntries(Object.entries(written.headers).filter(([name]) => name !== 'cookie').map(([name, text]) => [name, marks.split(text, 'text')])),
      ...(cookie.length > 0 && { cookie }),
    },
    ...(written.body !== undefined && { body: marks.split(written.body, kind ?? 'text') }),
    defaults,
  };
}

function bodyKind({ mediaType }: MediaType): 'json' | 'uri' | undefined {
  const type = mediaType.split(';')[0]!.trim();
  return type.endsWith('json') ? 'json' : type === 'application/x-www-form-urlencoded' ? 'uri' : undefined;
}

function joined(parts: readonly Template[], between: string): Template {
  return parts.flatMap((part, at) => (at === 0 ? part : [between, ...part]));
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
