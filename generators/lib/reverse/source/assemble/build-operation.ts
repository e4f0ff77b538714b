import type ts from 'typescript';
import type { Exchange } from '../http/exchange';
import { unknownParts } from '../http/handed-on';
import type { Recorder } from '../http/recorder';
import type { Method, PathTemplate } from '../http/routes';
import type { JsonSchema } from '../schemas/json-schema';
import type { Operation } from './api-document';
import { parametersOf } from './parameters';
import { requestBody } from './request-body';
import { responsesOf } from './responses';
import { securityOf } from './security';

export interface Declared {
  /** Fields of the Operation Object that the source declares: tags, summary, security … */
  readonly fields: JsonSchema;
  readonly responses: Record<string, JsonSchema>;
  /** Security is said, not told by what guards do. */
  readonly security?: JsonSchema[];
}

export const NOTHING_DECLARED: Declared = { fields: {}, responses: {} };

/** The operation that an exchange shows. */
export function buildOperation(recorder: Recorder, at: { method: Method; path: PathTemplate; node: ts.Node; handler?: ts.Node; handlerName?: string }, exchange: Exchange, declared: Declared): Operation {
  const { components, types } = recorder;
  const inferred: string[] = at.path.certain ? [] : [''];
  const parameters = parametersOf(components, at.path, exchange);
  parameters.forEach((parameter, index) => { if (!parameter.certain) inferred.push(`/parameters/${index}`); });
  const body = requestBody(components, at.method, exchange);
  if (body !== undefined && !body.certain) inferred.push('/requestBody');
  const { responses, inferred: told } = responsesOf(types, exchange, declared.responses);
  inferred.push(...told.map((status) => `/responses/${status}`));
  const security = declared.security ?? securityOf(components, exchange.auth);
  if (security !== undefined && declared.security === undefined) inferred.push('/security');
  reportUnknown(recorder, at.method, at.path.template, exchange, body !== undefined);
  const object: JsonSchema = {
    ...declared.fields,
    ...(parameters.length > 0 && { parameters: parameters.map(({ certain: _, ...parameter }) => ({ name: parameter.name, in: parameter.in, ...(parameter.description && { description: parameter.description }), ...(parameter.required && { required: true }), schema: parameter.schema })) }),
    ...(body !== undefined && { requestBody: body.body }),
    responses,
    ...(security !== undefined && { security }),
  };
  return { method: at.method, path: at.path.template, node: at.node, ...(at.handler && { handler: at.handler }), ...(at.handlerName && { handlerName: at.handlerName }), object, inferred };
}

/** Says where a body or a query is used that nothing describes. */
function reportUnknown(recorder: Recorder, method: Method, path: string, exchange: Exchange, hasBody: boolean): void {
  for (const { name, at } of unknownParts(exchange)) {
    const operation = `${method.toUpperCase()} ${path}`;
    if (name === 'query') recorder.report('BACKEND_RECOVER_PART_UNKNOWN', `${operation}: the code does not say which parameters the query has`, at, 'Declare a schema or a type of the query, or describe the operation in an @openapi comment.');
    else if (!hasBody) continue;
    else if (name === 'body') recorder.report('BACKEND_RECOVER_PART_UNKNOWN', `${operation}: the code does not say what the body holds`, at, 'Declare a schema or a type of the body, or describe the operation in an @openapi comment.');
    else recorder.report('BACKEND_RECOVER_VALUE_UNKNOWN', `${operation}: nothing says what ${name} looks like`, at, 'Declare a schema or a type of it; until then it may be anything.');
  }
}
