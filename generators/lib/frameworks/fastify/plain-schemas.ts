import type { Api, JsonSchema } from '../../model';
import type { Names } from '../../names/names';

/** Keywords that hold a map of schemas, a list of schemas, and one schema. */
const MAPS = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);
const LISTS = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
const SINGLE = new Set([
  'items', 'additionalItems', 'additionalProperties', 'unevaluatedItems', 'unevaluatedProperties', 'contains', 'propertyNames', 'not', 'if', 'then', 'else',
]);
/** Identity is given by Fastify's `$id`s here. */
const DROPPED = new Set(['$id', '$schema', '$anchor', '$dynamicAnchor']);

/**
 * Schemas as Fastify's plugins read them: `#/components/schemas/User` becomes the shared schema
 * `User#`, added with `addSchema`. What else a `$ref` points to is shared too, under a name of its own.
 */
export class PlainSchemas {
  private readonly ids = new Map<string, string>();
  private readonly taken = new Set<string>();
  private readonly pending: string[] = [];

  constructor(private readonly api: Api, private readonly names: Names) {}

  /** A schema with its references rewritten. */
  rewrite(schema: JsonSchema): JsonSchema {
    if (typeof schema !== 'object' || schema === null) return schema;
    const out: Record<string, unknown> = {};
    for (const [keyword, value] of Object.entries(schema)) {
      if (DROPPED.has(keyword)) continue;
      set(out, keyword, this.rewriteKeyword(keyword, value));
    }
    return out;
  }

  /** Every schema that was referred to so far, directly or not, each with its `$id`. */
  shared(): object[] {
    const schemas: object[] = [];
    for (let pointer = this.pending.shift(); pointer !== undefined; pointer = this.pending.shift()) {
      const target = this.api.document.resolve(pointer) as JsonSchema | undefined;
      const plain = this.rewrite(target ?? true);
      schemas.push({ $id: this.ids.get(pointer), ...(typeof plain === 'object' ? plain : plain ? {} : { not: {} }) });
    }
    return schemas;
  }

  private rewriteKeyword(keyword: string, value: unknown): unknown {
    if (keyword === '$ref' && typeof value === 'string') return `${this.idOf(value)}#`;
    if (SINGLE.has(keyword)) return this.rewrite(value as JsonSchema);
    if (LISTS.has(keyword) && Array.isArray(value)) return value.map((item: JsonSchema) => this.rewrite(item));
    if (!MAPS.has(keyword) || typeof value !== 'object' || value === null) return value;
    const out: Record<string, unknown> = {};
    for (const [name, schema] of Object.entries(value)) {
      // Kubernetes declares a property called `$ref`: @fastify/swagger's resolver takes it for a reference and breaks
      if (name !== '$ref' && name !== '$id') set(out, name, this.rewrite(schema as JsonSchema));
    }
    return out;
  }

  private idOf(pointer: string): string {
    const known = this.ids.get(pointer);
    if (known !== undefined) return known;
    const own = /^#\/components\/schemas\/([A-Za-z0-9._-]+)$/.exec(pointer)?.[1] ?? this.names.schema(pointer).identifier;
    let id = own;
    for (let i = 2; this.taken.has(id); i++) id = `${own}${i}`;
    this.taken.add(id);
    this.ids.set(pointer, id);
    this.pending.push(pointer);
    return id;
  }
}

/** A property named `__proto__` stays a property. */
function set(object: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}
