import type ts from 'typescript';
import { claimValue } from '../http/claims';
import type { Recorder } from '../http/recorder';
import { readJsonSchema } from '../schemas/read-schema';
import { externalPath } from '../values/inspect';
import { constant, native, object, typed, UNDEFINED, unknown } from '../values/make';
import type { ExternalValue, Value } from '../values/value';
import { checkChain } from './express-validator';

const CHECKS = new Set(['parse', 'safeParse', 'parseAsync', 'safeParseAsync', 'validate', 'validateAsync', 'validateSync', 'attempt', 'assert', 'isValid', 'isValidSync', 'cast', 'spa', 'decode', 'Check', 'Decode', 'Parse', 'check']);

/** A value is checked by a schema of a library: parts of the request in it are of that schema. */
export function validators(recorder: Recorder, call: ExternalValue, at: ts.Node): Value | undefined {
  const { target, args = [] } = call;
  if (target?.op !== 'get' && target?.op !== 'call' && target?.op !== 'module') return undefined;
  const method = target.op === 'get' ? target.key! : '';
  if (call.module === 'express-validator' && method === 'run') {
    if (recorder.exchange !== undefined && target.target !== undefined) checkChain(recorder, target.target, recorder.exchange);
    return unknown(at);
  }
  if (/^class-transformer/.test(call.module)) return transform(recorder, method, args, at);
  if (/^ajv/.test(call.module)) return ajv(recorder, target, method, args, at);
  if (!CHECKS.has(method)) return undefined;
  const own = recorder.readSchema(target.target === undefined ? undefined : target.target);
  const [value, second] = args;
  if (own !== undefined) {
    claimValue(recorder, value, { schema: own, certain: true, node: at });
    return outcome(call.module, method, value ?? UNDEFINED);
  }
  // `Joi.validate(value, schema)`, `Value.Check(schema, value)` and `S.validate(value, schema)`.
  for (const [schema, checked] of [[second, value], [value, second]] as const) {
    const read = recorder.readSchema(schema);
    if (read === undefined) continue;
    claimValue(recorder, checked, { schema: read, certain: true, node: at });
    return outcome(call.module, method, checked ?? UNDEFINED);
  }
  return undefined;
}

function outcome(module: string, method: string, value: Value): Value {
  if (/^safeParse|^spa$/.test(method)) return object([['success', typed('boolean')], ['data', value], ['error', unknown()]]);
  if (method === 'validate' && /joi|celebrate/.test(module)) return object([['value', value], ['error', unknown()]]);
  return /^(isValid|isValidSync|Check|check)$/.test(method) ? typed('boolean') : value;
}

function transform(recorder: Recorder, method: string, args: readonly Value[], at: ts.Node): Value | undefined {
  if (!/^(plainToInstance|plainToClass|plainToClassFromExist|transformAndValidate)$/.test(method)) return undefined;
  const [type, value] = args;
  const schema = recorder.readSchema(type);
  if (schema !== undefined) claimValue(recorder, value, { schema: schema, certain: true, node: at });
  return value;
}

/** `ajv.compile(schema)` gives a function; `ajv.validate(schema, value)` checks at once. */
function ajv(recorder: Recorder, target: ExternalValue, method: string, args: readonly Value[], at: ts.Node): Value | undefined {
  if (method === 'compile') {
    const schema = readJsonSchema(recorder, args[0]);
    return native('validate', ([value]) => {
      if (schema !== undefined) claimValue(recorder, value, { schema: schema, certain: true, node: at });
      return typed('boolean');
    }, new Map<string, Value>([['errors', unknown(at)], ['schema', args[0] ?? constant(undefined)]]));
  }
  if (method !== 'validate' || externalPath(target).length === 0) return undefined;
  const schema = readJsonSchema(recorder, args[0]);
  if (schema !== undefined) claimValue(recorder, args[1], { schema: schema, certain: true, node: at });
  return typed('boolean');
}
