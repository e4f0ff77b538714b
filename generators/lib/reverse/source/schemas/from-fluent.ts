import type { Value } from '../values/value';
import { chainOf, plain, plainList, plainNumber, plainText, type Step } from './chain';
import { add, built, map, optional, propertiesOf, withProperties, type Built } from './schema-builder';
import { jsonOf } from './json-of';
import type { JsonSchema } from './json-schema';

/** A fluent-json-schema builder as the schema it builds; undefined for anything else. */
export function fromFluent(value: Value | undefined): Built | undefined {
  const chain = chainOf(value);
  if (chain === undefined || !/^fluent-(json-)?schema/.test(chain.module)) return undefined;
  let at: Built | undefined;
  for (const step of chain.steps) {
    if (step.args === undefined) continue;
    at = at === undefined ? start(step) : follow(at, step);
  }
  return at;
}

const inner = (value: Value | undefined): Built => fromFluent(value) ?? built((jsonOf(value) as JsonSchema | undefined) ?? {}, true);

function start({ name, args = [] }: Step): Built | undefined {
  switch (name) {
    case 'object': return built({ type: 'object', properties: {} }, true);
    case 'array': return built({ type: 'array' }, true);
    case 'string': case 'number': case 'integer': case 'boolean': case 'null': return built({ type: name }, true);
    case 'mixed': return built({ type: plainList(args) }, true);
    case 'enum': return built({ enum: plainList(args) }, true);
    case 'const': return built({ const: plain(args[0]) }, true);
    case 'anyOf': case 'oneOf': case 'allOf': return built({ [name]: (args[0]?.kind === 'array' ? args[0].items : []).map((item) => inner(item).schema) }, true);
    case 'ref': return built({ $ref: plainText(args[0]) ?? '' }, true);
    case 'raw': return built((jsonOf(args[0]) as JsonSchema | undefined) ?? {}, true);
    default: return built({}, true);
  }
}

function follow(at: Built, step: Step): Built {
  const { name, args = [] } = step;
  switch (name) {
    case 'prop': {
      const key = plainText(args[0]);
      return key === undefined ? at : map(at, (schema) => withProperties(schema, new Map([...propertiesOf(schema), [key, args[1] === undefined ? built({}, true) : inner(args[1])]])));
    }
    case 'required': {
      const names = new Set(plainList(args));
      return names.size === 0 ? optional(at, false) : map(at, (schema) => withProperties(schema, propertiesOf(schema).map(([key, p]) => [key, optional(p, p.optional && !names.has(key))])));
    }
    case 'extend': return map(at, (schema) => withProperties(schema, new Map([...propertiesOf(inner(args[0]).schema), ...propertiesOf(schema)])));
    case 'only': case 'without': {
      const names = new Set(plainList(args));
      return map(at, (schema) => withProperties(schema, propertiesOf(schema).filter(([key]) => names.has(key) === (name === 'only'))));
    }
    case 'items': return map(at, (schema) => ({ ...schema, items: inner(args[0]).schema }));
    case 'id': return add(at, { $id: plainText(args[0]) ?? '' });
    case 'enum': return add(at, { enum: plainList(args) });
    case 'additionalProperties': return args[0]?.kind === 'const' ? add(at, { additionalProperties: args[0].value }) : add(at, { additionalProperties: inner(args[0]).schema });
    case 'definition': case 'ifThen': case 'ifThenElse': case 'valueOf': return at;
    case 'minLength': case 'maxLength': case 'minimum': case 'maximum': case 'exclusiveMinimum': case 'exclusiveMaximum': case 'multipleOf': case 'minItems': case 'maxItems':
      return plainNumber(args[0]) === undefined ? at : add(at, { [name]: plainNumber(args[0]) });
    case 'format': case 'pattern': case 'title': case 'description': return plain(args[0]) === undefined ? at : add(at, { [name]: plain(args[0]) });
    case 'default': return plain(args[0]) === undefined ? at : add(at, { default: plain(args[0]) });
    case 'uniqueItems': return add(at, { uniqueItems: true });
    default: {
      // `S.object().prop('a').string()` types the property that was added last; a type said now is that of a bare schema.
      const typedNow = start(step);
      return typedNow !== undefined && at.schema['type'] === undefined && Object.keys(typedNow.schema).length > 0 ? map(at, (schema) => ({ ...schema, ...typedNow.schema })) : at;
    }
  }
}
