import type { Recorder } from '../http/recorder';
import type { Value } from '../values/value';
import { classSchema } from './from-class';
import { fromAsyncValidator } from './from-async-validator';
import { fromFluent } from './from-fluent';
import { fromJoi } from './from-joi';
import { fromMongoose } from './from-mongoose';
import { fromTypebox } from './from-typebox';
import { fromZod } from './from-zod';
import { jsonOf } from './json-of';
import type { JsonSchema } from './json-schema';

/** The schema that a value of any known library is; undefined when it is none. */
export function readSchema(recorder: Recorder, value: Value | undefined): JsonSchema | undefined {
  if (value === undefined) return undefined;
  if (value.kind === 'union') return value.members.map((member) => readSchema(recorder, member)).find((schema) => schema !== undefined);
  if (value.kind === 'class') return classSchema(recorder, value.node);
  if (value.kind !== 'external') return undefined;
  return (fromZod(value) ?? fromJoi(value) ?? fromTypebox(value) ?? fromFluent(value))?.schema ?? fromAsyncValidator(value) ?? fromMongoose(value);
}

/** A schema where JSON Schema is expected: literals count too. */
export function readJsonSchema(recorder: Recorder, value: Value | undefined): JsonSchema | undefined {
  const read = readSchema(recorder, value);
  if (read !== undefined) return read;
  const json = jsonOf(value);
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as JsonSchema) : undefined;
}
