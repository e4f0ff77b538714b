import type { Value } from '../values/value';
import { chainOf, plainList } from './chain';
import { jsonOf } from './json-of';
import { entriesOf } from './object-entries';
import { built, map, nullable, objectSchema, optional, propertiesOf, withProperties, type Built } from './schema-builder';
import type { JsonSchema } from './json-schema';

/** A TypeBox type, which is JSON Schema already, as plain JSON; undefined for anything else. */
export function fromTypebox(value: Value | undefined): Built | undefined {
  const chain = chainOf(value);
  if (chain === undefined || !/^(@sinclair\/typebox|typebox|@fastify\/type-provider-typebox)(\/.*)?$/.test(chain.module)) return undefined;
  const steps = chain.steps.filter((step) => !(['Type', 't', 'T', 'JavaScriptTypeBuilder'].includes(step.name) && step.args === undefined));
  const [step] = steps;
  const made = step?.args === undefined ? undefined : make(step.name, step.args);
  const property = steps[1]?.name === 'properties' ? steps[2]?.name : undefined;
  if (made === undefined || property === undefined) return made;
  return propertiesOf(made.schema).find(([key]) => key === property)?.[1];
}

const inner = (value: Value | undefined): Built => fromTypebox(value) ?? built(literal(value));
const literal = (value: Value | undefined): JsonSchema => { const json = jsonOf(value); return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as JsonSchema) : {}; };
const list = (value: Value | undefined): Value[] => (value?.kind === 'array' ? value.items : []);

function make(name: string, args: readonly Value[]): Built | undefined {
  const [first, second, third] = args;
  switch (name) {
    case 'Object': return built({ ...objectSchema(entriesOf(first).map(([key, property]) => [key, inner(property)])), ...literal(second) });
    case 'String': case 'Number': case 'Integer': case 'Boolean': case 'Null': return built({ type: name.toLowerCase(), ...literal(first) });
    case 'BigInt': return built({ type: 'integer', ...literal(first) });
    case 'Date': return built({ type: 'string', format: 'date-time', ...literal(first) });
    case 'Any': case 'Unknown': return built(literal(first));
    case 'RegExp': case 'RegEx': return built({ type: 'string', ...(first?.kind === 'regex' && { pattern: first.source }), ...literal(second) });
    case 'Array': return built({ type: 'array', items: inner(first).schema, ...literal(second) });
    case 'Optional': case 'ReadonlyOptional': return optional(inner(first));
    case 'Readonly': case 'Required': return name === 'Readonly' ? inner(first) : map(inner(first), (s) => withProperties(s, propertiesOf(s).map(([key, p]) => [key, optional(p, false)])));
    case 'Partial': return map(inner(first), (s) => withProperties(s, propertiesOf(s).map(([key, p]) => [key, optional(p)])));
    case 'Pick': case 'Omit': {
      const names = new Set(plainList([second ?? first!]));
      const wanted = (key: string): boolean => names.has(key) === (name === 'Pick');
      return map(inner(first), (s) => ({ ...withProperties(s, propertiesOf(s).filter(([key]) => wanted(key))), ...literal(third) }));
    }
    case 'Union': {
      const members = list(first).map((item) => inner(item).schema);
      const literals = members.every((m) => 'const' in m);
      return built({ ...(literals && members.length > 0 ? enumeration(members.map((m) => m['const'])) : { anyOf: members }), ...literal(second) });
    }
    case 'Enum': return built({ ...enumeration(first?.kind === 'array' ? plainList([first]) : plainList(entriesOf(first).map(([, v]) => v))), ...literal(second) });
    case 'Literal': return built({ ...enumeration(plainList([first!]).slice(0, 1)), ...literal(second) });
    case 'Intersect': return built({ allOf: list(first).map((item) => inner(item).schema), ...literal(second) });
    case 'Composite': case 'Evaluate': return built(objectSchema(new Map(list(first).flatMap((item) => propertiesOf(inner(item).schema)))));
    case 'Record': return built({ type: 'object', additionalProperties: inner(second).schema, ...literal(third) });
    case 'Tuple': return built({ type: 'array', prefixItems: list(first).map((item) => inner(item).schema), items: false });
    case 'Ref': return first?.kind === 'const' ? built({ $ref: String(first.value) }) : inner(first);
    case 'Unsafe': return built(literal(first));
    case 'Not': return built({ not: inner(first).schema });
    case 'Recursive': return built({});
    case 'Transform': case 'Decode': case 'Clone': return inner(first);
    case 'Nullable': return nullable(inner(first));
    default: return undefined;
  }
}

function enumeration(values: readonly unknown[]): JsonSchema {
  const types = new Set(values.map((v) => typeof v));
  const type = types.size === 1 ? { type: [...types][0] as string } : {};
  return values.length === 1 ? { ...type, const: values[0] } : { ...type, enum: values };
}

