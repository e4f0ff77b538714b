import type ts from 'typescript';
import { propertiesOf } from '../schemas/schema-builder';
import type { JsonSchema } from '../schemas/json-schema';
import type { Value } from '../values/value';
import type { Recorder } from './recorder';

/** Says of a value, or of the parts of a request that an object is made of, that it matches a schema. */
export function claimValue(recorder: Recorder, value: Value | undefined, schema: JsonSchema, certain: boolean, node: ts.Node, depth = 0): void {
  if (value === undefined || depth > 4) return;
  if (value.kind === 'part') {
    value.reads.claim({ schema, certain, node });
    return;
  }
  if (value.kind === 'union') {
    for (const member of value.members) claimValue(recorder, member, schema, certain, node, depth + 1);
    return;
  }
  if (value.kind !== 'object') return;
  const properties = propertiesOf(recorder.components.resolve(schema));
  for (const layer of value.layers) {
    if ('spread' in layer) {
      claimValue(recorder, layer.spread, schema, certain, node, depth + 1);
      continue;
    }
    for (const [key, { schema: own, optional }] of properties) {
      const property = layer.props.get(key);
      if (property?.kind === 'part' && !optional && certain) property.reads.required = true;
      claimValue(recorder, property, own, certain, node, depth + 1);
    }
  }
}
