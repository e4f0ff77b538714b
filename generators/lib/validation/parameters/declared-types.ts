/** JSON types as a set, with `integer` a part of `number`. */
export type JsonType = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';
export type Types = ReadonlySet<JsonType>;

export const ALL_TYPES: Types = new Set<JsonType>(['null', 'boolean', 'integer', 'number', 'string', 'array', 'object']);

/** What both allow: integer and number have integer in common. */
export function intersect(a: Types, b: Types): Types {
  if (a === ALL_TYPES) return b;
  if (b === ALL_TYPES) return a;
  return new Set([...a].filter((type) => b.has(type) || (type === 'integer' && b.has('number'))).concat(a.has('number') && !b.has('number') && b.has('integer') ? ['integer'] : []));
}

export function unite(a: Types, b: Types): Types {
  return a === ALL_TYPES || b === ALL_TYPES ? ALL_TYPES : new Set([...a, ...b]);
}

/** The type of a JSON value; a number without fraction is an integer. */
export function typeOf(value: unknown): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value as JsonType;
}

/** The declared types that some of the values have: `type: [string, integer], enum: [1, 2]` is an integer. */
export function restrict(types: Types, values: readonly unknown[]): Types {
  const seen = new Set(values.map(typeOf));
  if (types === ALL_TYPES) return seen;
  const kept = [...types].filter((type) => seen.has(type) || (type === 'number' && seen.has('integer')));
  // `type: integer, enum: ['1', '2']` allows nothing: the declared type says how to read.
  return kept.length === 0 ? types : new Set(kept);
}
