import type ts from 'typescript';
import { propertiesOf } from '../schemas/schema-builder';
import type { JsonSchema } from '../schemas/json-schema';
import { setAfter } from '../values/inspect';
import type { Value } from '../values/value';
import type { ReadNode, SchemaClaim } from './read-tree';
import type { Recorder } from './recorder';

/** Says of a part of a request that it matches a schema, in what the code has not set itself by then. */
export function claimPart(reads: ReadNode, claim: SchemaClaim): void {
  const { omit = new Set<string>() } = claim;
  reads.claim({ ...claim, omit: reads.overwritten.size === 0 ? omit : new Set([...omit, ...reads.overwritten.keys()]) });
}

/** Says of a value, or of the parts of a request that an object is made of, that it matches a schema. */
export function claimValue(recorder: Recorder, value: Value | undefined, claim: SchemaClaim & { readonly node: ts.Node }, depth = 0): void {
  if (value === undefined || depth > 4) return;
  if (value.kind === 'part') {
    claimPart(value.reads, claim);
    return;
  }
  if (value.kind === 'union') {
    for (const member of value.members) claimValue(recorder, member, claim, depth + 1);
    return;
  }
  if (value.kind !== 'object') return;
  const properties = propertiesOf(recorder.components.resolve(claim.schema));
  value.layers.forEach((layer, index) => {
    if ('spread' in layer) return claimValue(recorder, layer.spread, { ...claim, omit: setAfter(value.layers, index) }, depth + 1);
    for (const [key, { schema, optional }] of properties) {
      const property = layer.props.get(key);
      if (property?.kind === 'part' && !optional && claim.certain) property.reads.required = true;
      claimValue(recorder, property, { schema: schema as JsonSchema, certain: claim.certain, node: claim.node }, depth + 1);
    }
  });
}
