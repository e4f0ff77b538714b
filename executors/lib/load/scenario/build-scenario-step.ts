import { METHODS } from 'node:http';
import type { Diagnostic } from '../../../../generators/lib/diagnostics';
import type { Expression, Step, Template } from '../drive/drive-plan';
import { slotMarks, templateOf } from '../drive/slot-text';
import { parseDuration } from '../options/parse-duration';
import type { Place } from '../spec/build-step';
import { isRecord } from '../spec/build-step';
import type { Spec } from '../spec/open-spec';
import { findOperation } from '../spec/select-operations';
import type { StepBuilder, StepOptions } from '../spec/step-builder';
import type { ScenarioSource } from './read-scenario';
import type { ScenarioStep } from './scenario';

export interface StepContext {
  readonly source: ScenarioSource;
  readonly spec: Spec | undefined;
  readonly builder: StepBuilder | undefined;
  readonly options: StepOptions;
}

/** The step of a plan that a step of a scenario describes. */
export function buildScenarioStep(step: ScenarioStep, tokens: readonly (string | number)[], context: StepContext): Step | Diagnostic {
  const fail = (key: string, message: string, help: string): Diagnostic => context.source.problem('BACKEND_LOAD_SCENARIO_INVALID', key === '' ? tokens : [...tokens, key], message, help);
  const { operation, url, think, expect } = step;
  if ((operation === undefined) === (url === undefined)) return fail(operation === undefined ? '' : 'url', 'a step has an operation or a url, one of them', 'Name an operation of --spec, or a path of the server');
  const thinkMs = think === undefined ? undefined : parseDuration(think);
  if (think !== undefined && thinkMs === undefined) return fail('think', `${JSON.stringify(think)} is no time`, 'Write seconds, or a number with a unit: 2, 2s, 500ms');
  const request = operation === undefined ? plainRequest(step, context.options, fail) : operationRequest(step, context, fail);
  if ('code' in request) return request;
  return {
    ...request,
    captures: Object.entries(step.capture ?? {}).map(([slot, from]) => ({ slot, from: expressionOf(from) })),
    expect: expect === undefined ? request.expect : [expect].flat().map((status) => String(status).toLowerCase()),
    ...(thinkMs !== undefined && { thinkMs }),
  };
}

type Fail = (key: string, message: string, help: string) => Diagnostic;

function expressionOf(text: string): Expression {
  return text.startsWith('header:') ? { from: 'header', name: text.slice('header:'.length).trim().toLowerCase() } : { from: 'body', pointer: text };
}

function operationRequest(step: ScenarioStep, { spec, builder }: StepContext, fail: Fail): Step | Diagnostic {
  for (const key of ['method', 'url', 'body'] as const) if (step[key] !== undefined) return fail(key, `a step with an operation has no ${key}`, 'Give values in `with`: path, query, headers, cookies, body');
  if (!spec || !builder) return fail('operation', 'there is no document that has operations', 'Pass --spec=openapi.yaml');
  const operation = findOperation(spec, step.operation!);
  if (!operation) return fail('operation', `the document has no operation ${JSON.stringify(step.operation)}`, `It has ${spec.api.operations.slice(0, 8).map(spec.nameOf).join(', ')}${spec.api.operations.length > 8 ? ' …' : ''}`);
  const own = new Map<Place, unknown>();
  const { path, query, headers, cookies, body } = step.with ?? {};
  for (const [location, values] of Object.entries({ path, query, header: headers, cookie: cookies })) {
    for (const [name, value] of Object.entries(values ?? {})) {
      const place = `${location}.${location === 'header' ? name.toLowerCase() : name}`;
      if (!operation.parameters.some((one) => one.in === location && (location === 'header' ? one.name.toLowerCase() === name.toLowerCase() : one.name === name))) return fail('with', `${spec.nameOf(operation)} has no ${location} parameter ${JSON.stringify(name)}`, `It has ${operation.parameters.map((one) => `${one.in}.${one.name}`).join(', ') || 'none'}`);
      own.set(place, value);
    }
  }
  if (body !== undefined) own.set('body', body);
  const built = builder.step(operation, own);
  return 'code' in built ? built : { ...built, headers: { ...built.headers, ...headerTemplates(step) } };
}

function plainRequest(step: ScenarioStep, options: StepOptions, fail: Fail): Step | Diagnostic {
  if (step.with !== undefined) return fail('with', 'a step with a url has no `with`', 'Write the values into the url, headers and body');
  const method = (step.method ?? 'GET').toUpperCase();
  if (!METHODS.includes(method) || method === 'CONNECT') return fail('method', `${JSON.stringify(step.method)} is no method of HTTP`, 'Write GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS');
  const url = `${options.base ?? ''}${step.url!}`;
  const body = bodyOf(step.body);
  return {
    name: `${method} ${step.url!.split('?')[0]!}`, method, target: templateOf(url, 'uri'), shownTarget: url.split('?')[0]!,
    headers: { ...(body?.json && { 'content-type': ['application/json'] }), ...options.headers, ...headerTemplates(step) },
    ...(body && { body: body.template }), defaults: {}, needs: [], yields: [], captures: [], expect: options.expect,
  };
}

function headerTemplates({ headers = {} }: ScenarioStep): Record<string, Template> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), templateOf(String(value), 'text')]));
}

function bodyOf(value: unknown): { readonly template: Template; readonly json: boolean } | undefined {
  if (value === undefined) return undefined;
  if (!isRecord(value) && !Array.isArray(value)) return { template: templateOf(String(value), 'text'), json: false };
  const marks = slotMarks(JSON.stringify(value));
  return { template: marks.split(JSON.stringify(marks.interpolate(value)), 'json'), json: true };
}
