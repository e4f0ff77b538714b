import type ts from 'typescript';
import { members } from '../values/make';
import type { Value } from '../values/value';
import { modelSchema } from './from-mongoose';
import type { TypeSchemas } from './from-type';
import type { JsonSchema } from './json-schema';

/** The fields of a record that is stored: those of its model, or those of its static type. Undefined where they are not known. */
export function recordSchema(types: TypeSchemas, record: Value, at: ts.Node): JsonSchema | undefined {
  for (const one of members(record)) {
    const schema = one.kind === 'external' ? modelSchema(one) : undefined;
    if (schema !== undefined) return schema;
  }
  if (!/\.[mc]?tsx?$/.test(at.getSourceFile()?.fileName ?? '')) return undefined;
  const schema = types.ofExpression(at);
  return schema !== undefined && types.resolve(schema)['properties'] !== undefined ? schema : undefined;
}
