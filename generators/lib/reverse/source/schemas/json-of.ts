import type { Value } from '../values/value';
import { entriesOf } from './object-entries';
import { fromTypebox } from './from-typebox';
import { fromZod } from './from-zod';
import { fromFluent } from './from-fluent';

/** A value as plain JSON, schemas of libraries inside it included; what is not known is left out. */
export function jsonOf(value: Value | undefined, depth = 0): unknown {
  if (value === undefined || depth > 40) return undefined;
  switch (value.kind) {
    case 'const': return value.value;
    case 'array': return value.items.map((item) => jsonOf(item, depth + 1)).filter((item) => item !== undefined);
    case 'object': return Object.fromEntries(entriesOf(value).map(([key, property]): [string, unknown] => [key, jsonOf(property, depth + 1)]).filter(([, json]) => json !== undefined));
    case 'external': return fromTypebox(value)?.schema ?? fromZod(value)?.schema ?? fromFluent(value)?.schema ?? castOf(value, depth);
    case 'regex': return value.source;
    case 'union': return jsonOf(value.members.find((m) => m.kind !== 'unknown' && !(m.kind === 'const' && m.value === undefined)), depth);
    default: return undefined;
  }
}

/** `zodToJsonSchema(schema)`, `zu(schema)`: converters of one schema are what they convert. */
function castOf(value: Value & { kind: 'external' }, depth: number): unknown {
  if (value.op !== 'call' || !/json-?schema|zod|openapi|typebox|ajv/i.test(value.module)) return undefined;
  return value.args?.map((arg) => (arg.kind === 'external' || arg.kind === 'object' ? jsonOf(arg, depth + 1) : undefined)).find((json) => json !== undefined);
}
