import type { BundledDocument, JsonSchema } from '../../model';
import { ANY, type ObjectPlan, type Plan } from './plan';

type SchemaObject = Exclude<JsonSchema, boolean>;

/**
 * Keywords after which the declared properties are no longer all that a value may have, or whose
 * meaning depends on the value: the subtree is then sent whole. `minProperties` and the like count
 * undeclared properties too: a valid value must not lose what makes it valid.
 */
const OPENING = [
  'discriminator', 'if', 'then', 'else', 'not', 'dependentSchemas', 'dependencies', 'dependentRequired', 'patternProperties', 'minProperties',
  'enum', 'const', '$dynamicRef', '$recursiveRef',
];

/**
 * Decides what of a schema's value is sent. Undeclared properties are left out exactly where the
 * schema lists `properties` and neither `additionalProperties` nor anything else lets more in:
 * what Fastify's users expect of a response schema. Where a branch (`oneOf`, `anyOf`), a
 * discriminator or a pattern may allow more, the value is sent whole.
 */
export class PlanBuilder {
  private readonly shared = new Map<string, Plan>();

  constructor(private readonly document: BundledDocument) {}

  /** Plan of a schema that stands inline. */
  build(schema: JsonSchema): Plan {
    return this.plan(schema, []);
  }

  /** Plan behind a `shared` plan's pointer. */
  resolve(pointer: string): Plan {
    const known = this.shared.get(pointer);
    if (known) return known;
    // a schema that is only a reference to itself: `A: { $ref: A }`
    this.shared.set(pointer, ANY);
    const plan = this.plan(this.target(pointer), []);
    this.shared.set(pointer, plan);
    return plan;
  }

  /** True when the plan leaves anything out, itself or in what it refers to. */
  projects(plan: Plan, seen = new Set<string>()): boolean {
    if (plan.kind === 'object') {
      return plan.rest === null || plan.hidden.length > 0 || this.projects(plan.rest, seen) ||
        plan.properties.some((p) => this.projects(p.plan, seen));
    }
    if (plan.kind === 'array') return this.projects(plan.items, seen);
    if (plan.kind !== 'shared' || seen.has(plan.pointer)) return false;
    seen.add(plan.pointer);
    return this.projects(this.resolve(plan.pointer), seen);
  }

  private plan(schema: JsonSchema, merging: readonly string[]): Plan {
    if (typeof schema === 'boolean' || schema === null || typeof schema !== 'object') return ANY;
    if (typeof schema['$ref'] === 'string' && this.isAlone(schema)) return { kind: 'shared', pointer: schema['$ref'] };
    const single = this.unwrap(schema);
    if (single !== undefined) return this.plan(single, merging);
    const object = this.object(schema, merging);
    if (object) return object === 'open' ? ANY : object;
    if ('oneOf' in schema || 'anyOf' in schema || 'allOf' in schema || '$ref' in schema) return ANY;
    const types = typesOf(schema);
    if (types.length === 1 && types[0] === 'array' && !('prefixItems' in schema) && schema['items'] !== undefined) {
      return { kind: 'array', items: this.plan(schema['items'] as JsonSchema, merging) };
    }
    return ANY;
  }

  /** `{ anyOf: [X, { type: 'null' }] }` and `{ allOf: [X] }` are sent like X: null is sent anyway. */
  private unwrap(schema: SchemaObject): JsonSchema | undefined {
    for (const keyword of ['anyOf', 'oneOf', 'allOf']) {
      const branches = schema[keyword];
      if (!Array.isArray(branches)) continue;
      const others = Object.keys(schema).some((k) => k !== keyword && APPLICATORS.has(k));
      const rest = branches.filter((b) => !isNull(b)) as JsonSchema[];
      return others || rest.length !== 1 ? undefined : rest[0];
    }
    return undefined;
  }

  /** In OpenAPI 3.0 nothing beside `$ref` counts; in 2020-12 its neighbours apply too. */
  private isAlone(schema: SchemaObject): boolean {
    return this.document.dialect === 'openapi-3.0' || !Object.keys(schema).some((k) => k !== '$ref' && APPLICATORS.has(k));
  }

  /** The object plan of a schema with `properties`, its `allOf` and `$ref` merged in; `open` when more may be allowed. */
  private object(schema: SchemaObject, merging: readonly string[]): ObjectPlan | 'open' | undefined {
    const merged: Merged = { parts: [], refs: [...merging] };
    if (!this.collect(schema, merged)) return 'open';
    const declaring = merged.parts.filter(declares);
    const opening = merged.parts.filter(allowsMore);
    if (declaring.length === 0 && !opening.some((p) => isRecord(p['additionalProperties']))) return undefined;
    const properties = new Map<string, Plan>();
    const hidden = new Set<string>();
    for (const [name, property] of declaring.flatMap((p) => Object.entries(p['properties'] as Record<string, JsonSchema>))) {
      if (this.isHidden(property)) hidden.add(name);
      else properties.set(name, properties.has(name) ? ANY : this.plan(property, merged.refs));
    }
    // xero's `{ required: ['id'], properties: { Id: {} } }`: undeclared, and without it the value is not valid
    for (const name of merged.parts.flatMap(requiredOf)) if (!properties.has(name)) properties.set(name, ANY);
    for (const name of hidden) properties.delete(name);
    return {
      kind: 'object',
      properties: [...properties].map(([name, plan]) => ({ name, plan })),
      hidden: [...hidden],
      rest: opening.length === 0 ? null : opening.length > 1 ? ANY : this.plan((opening[0]!['additionalProperties'] ?? true) as JsonSchema, merged.refs),
    };
  }

  /** Gathers the schemas that all apply to the same value; false when one of them depends on the value. */
  private collect(schema: JsonSchema, into: Merged): boolean {
    if (typeof schema === 'boolean') return true;
    if (!isRecord(schema) || OPENING.some((k) => k in schema) || 'oneOf' in schema || 'anyOf' in schema) return false;
    const ref = schema['$ref'];
    if (typeof ref === 'string') {
      // a schema that contains itself through allOf, or one so deep that merging would multiply the output
      if (into.refs.includes(ref) || into.refs.length >= MAX_MERGED) return false;
      into.refs.push(ref);
      if (!this.collect(this.target(ref), into)) return false;
      if (this.document.dialect === 'openapi-3.0') return true;
    }
    into.parts.push(schema);
    const allOf = schema['allOf'];
    return !Array.isArray(allOf) || (allOf as JsonSchema[]).every((part) => this.collect(part, into));
  }

  private isHidden(schema: JsonSchema): boolean {
    if (schema === false) return true;
    if (!isRecord(schema)) return false;
    if (schema['writeOnly'] === true) return true;
    return typeof schema['$ref'] === 'string' && (this.target(schema['$ref']) as SchemaObject | undefined)?.['writeOnly'] === true;
  }

  private target(pointer: string): JsonSchema {
    const found = this.document.resolve(pointer);
    return typeof found === 'boolean' || isRecord(found) ? found : true;
  }
}

const MAX_MERGED = 12;

interface Merged {
  /** Schemas that apply to the same value. */
  readonly parts: SchemaObject[];
  /** References followed on the way, here and around. */
  readonly refs: string[];
}

/** Keywords that look into a value or let more properties in; beside them a reference is not alone. */
const APPLICATORS = new Set([
  ...OPENING, '$ref', 'allOf', 'anyOf', 'oneOf', 'properties', 'additionalProperties', 'unevaluatedProperties', 'items', 'prefixItems',
  'unevaluatedItems', 'contains', 'additionalItems', 'required',
]);

function declares(schema: SchemaObject): boolean {
  const properties = schema['properties'];
  return isRecord(properties) && (Object.keys(properties).length > 0 || schema['additionalProperties'] === false);
}

function requiredOf(schema: SchemaObject): string[] {
  const required = schema['required'];
  return Array.isArray(required) ? required.filter((name) => typeof name === 'string') : [];
}

function allowsMore(schema: SchemaObject): boolean {
  return ['additionalProperties', 'unevaluatedProperties'].some((k) => schema[k] !== undefined && schema[k] !== false);
}

function typesOf(schema: SchemaObject): unknown[] {
  const types = Array.isArray(schema['type']) ? schema['type'] : schema['type'] === undefined ? [] : [schema['type']];
  return types.filter((t) => t !== 'null');
}

function isNull(schema: unknown): boolean {
  return isRecord(schema) && (schema['type'] === 'null' || (Array.isArray(schema['enum']) && schema['enum'].every((v) => v === null)));
}

function isRecord(value: unknown): value is SchemaObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
