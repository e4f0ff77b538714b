import ts from 'typescript';
import type { Exchange } from '../http/exchange';
import { claimRequestType } from '../http/handler-types';
import type { Recorder } from '../http/recorder';
import { callValue, construct } from '../interpret/call';
import { getProperty } from '../interpret/get-property';
import { externalPath } from '../values/inspect';
import { object, UNDEFINED, unknown } from '../values/make';
import type { PartLocation } from '../values/request-part';
import type { ExternalValue, Value } from '../values/value';
import { jsonOf } from '../schemas/json-of';
import { entriesOf } from '../schemas/object-entries';
import { plainList, plainText } from '../schemas/chain';
import type { JsonSchema } from '../schemas/json-schema';
import { decorationsOf, type Decoration } from './decorators';

const LOCATIONS: Readonly<Record<string, PartLocation>> = { Param: 'path', Query: 'query', Body: 'body', Headers: 'header', RawBody: 'body' };

export interface Actors { readonly request: Value; readonly response: Value; readonly context: Value }

/** What Nest passes for each parameter of a handler, by the parameter's decorators. */
export function handlerArguments(recorder: Recorder, method: ts.MethodDeclaration, exchange: Exchange, actors: Actors): Value[] {
  return method.parameters.map((parameter) => {
    const [decoration] = decorationsOf(recorder, parameter);
    return decoration === undefined ? unknown(parameter.name) : argument(recorder, parameter, decoration, exchange, actors);
  });
}

function argument(recorder: Recorder, parameter: ts.ParameterDeclaration, decoration: Decoration, exchange: Exchange, actors: Actors): Value {
  const { name, args } = decoration;
  const location = LOCATIONS[name];
  if (location !== undefined) return partArgument(recorder, parameter, location, args, exchange);
  switch (name) {
    case 'Req': case 'Request':
      if (parameter.type !== undefined) claimRequestType(recorder, parameter.type, exchange);
      return actors.request;
    case 'Res': case 'Response': return actors.response;
    case 'UploadedFile': case 'UploadedFiles':
      exchange.consumes.add('multipart/form-data');
      return unknown(parameter.name);
    case 'Session': exchange.session = true; return unknown(parameter.name);
    default: return custom(recorder, decoration.value, actors) ?? unknown(parameter.name);
  }
}

function partArgument(recorder: Recorder, parameter: ts.ParameterDeclaration, location: PartLocation, args: readonly Value[], exchange: Exchange): Value {
  const key = plainText(args[0]);
  const root = exchange.reads[location];
  const reads = key === undefined ? root : root.child(location === 'header' ? key.toLowerCase() : key, parameter);
  const part: Value = { kind: 'part', in: location, reads };
  reads.handedOn ??= parameter;
  const pipes = key === undefined ? args : args.slice(1);
  if (parameter.type !== undefined) {
    const schema = recorder.types.ofTypeNode(parameter.type);
    if (schema !== undefined) reads.claim({ schema, certain: isValidated(recorder, parameter.type), node: parameter.type });
    else if (parameter.initializer === undefined && key !== undefined && location !== 'body') reads.hints.add('string');
  }
  return pipes.reduce<Value>((value, pipe) => throughPipe(recorder, value, pipe, reads), part);
}

/** A class whose properties have decorators is checked by the ValidationPipe. */
function isValidated(recorder: Recorder, type: ts.TypeNode): boolean {
  const symbol = ts.isTypeReferenceNode(type) ? recorder.program.checker.getTypeFromTypeNode(type).symbol : undefined;
  const declaration = symbol?.valueDeclaration;
  if (declaration === undefined || !ts.isClassDeclaration(declaration)) return false;
  return declaration.members.some((member) => ts.canHaveDecorators(member) && (ts.getDecorators(member)?.length ?? 0) > 0) || declaration.heritageClauses !== undefined;
}

const PIPES: Readonly<Record<string, JsonSchema>> = {
  ParseIntPipe: { type: 'integer' }, ParseFloatPipe: { type: 'number' }, ParseBoolPipe: { type: 'boolean' }, ParseUUIDPipe: { type: 'string', format: 'uuid' }, ParseArrayPipe: { type: 'array' }, ParseDatePipe: { type: 'string', format: 'date-time' }, ParseObjectIdPipe: { type: 'string' },
};

function throughPipe(recorder: Recorder, value: Value, pipe: Value, reads: Exchange['reads']['body']): Value {
  if (pipe.kind === 'external') {
    builtIn(pipe, reads);
    return value;
  }
  const instance = pipe.kind === 'class' ? construct(recorder.machine, pipe, [], pipe.node) : pipe;
  if (instance.kind !== 'object') return value;
  const transform = getProperty(recorder.machine, instance, 'transform', undefined);
  if (transform.kind !== 'function') return value;
  const result = callValue(recorder.machine, transform, [value, object()], transform.node, instance);
  return result.kind === 'unknown' || result.kind === 'const' ? value : result;
}

function builtIn(pipe: ExternalValue, reads: Exchange['reads']['body']): void {
  const name = externalPath(pipe).at(-1) ?? '';
  const [first] = pipe.args ?? [];
  if (name === 'DefaultValuePipe') {
    const value = jsonOf(first);
    if (value !== undefined && value !== null) reads.claim({ schema: { default: value }, certain: true });
    reads.required = false;
    reads.optional = true;
    return;
  }
  if (name === 'ParseEnumPipe') reads.claim({ schema: { enum: plainList(entriesOf(first).map(([, v]) => v)) }, certain: true });
  else if (PIPES[name] !== undefined) reads.claim({ schema: PIPES[name], certain: true });
  else return;
  const lenient = entriesOf(pipe.args?.at(-1)).some(([key, v]) => key === 'optional' && v.kind === 'const' && v.value === true);
  if (!lenient && !reads.optional) reads.required = true;
}

/** `createParamDecorator((data, context) => …)('id')`. */
function custom(recorder: Recorder, value: ExternalValue, actors: Actors): Value | undefined {
  const made = value.target;
  if (value.op !== 'call' || made?.op !== 'call' || externalPath(made).at(-1) !== 'createParamDecorator') return undefined;
  const factory = made.args?.[0];
  return factory?.kind === 'function' ? callValue(recorder.machine, factory, [value.args?.[0] ?? UNDEFINED, actors.context], factory.node) : undefined;
}
