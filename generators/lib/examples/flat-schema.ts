import type { SchemaLocation } from '../model';

/** One way to satisfy a set of schemas: every reference followed, every allOf merged, every branch chosen. */
export interface FlatSchema {
  /** Undefined: any. */
  types: ReadonlySet<string> | undefined;
  /** Values to choose from; undefined: any. */
  values: readonly unknown[] | undefined;
  /** Values the document suggests, best first. */
  suggestions: unknown[];
  nullable: boolean;
  /** By name; all schemas of a name must hold. */
  properties: Map<string, SchemaLocation[]>;
  patternProperties: { readonly pattern: string; readonly at: SchemaLocation }[];
  additional: SchemaLocation[];
  propertyNames: SchemaLocation[];
  closed: boolean;
  required: Set<string>;
  dependentRequired: [string, readonly string[]][];
  dependentSchemas: [string, SchemaLocation][];
  items: SchemaLocation[];
  prefixItems: SchemaLocation[][];
  contains: { readonly at: SchemaLocation; readonly least: number }[];
  uniqueItems: boolean;
  patterns: string[];
  formats: string[];
  multiples: number[];
  /** Bounds by keyword, the strictest of all schemas. */
  least: Readonly<Record<Bound, number>>;
  most: Readonly<Record<Bound, number>>;
  above: number;
  below: number;
  /** References that were followed to get here. */
  via: readonly string[];
}

export type Bound = 'number' | 'length' | 'items' | 'properties';

export function emptyFlat(): FlatSchema {
  return {
    types: undefined, values: undefined, suggestions: [], nullable: false,
    properties: new Map(), patternProperties: [], additional: [], propertyNames: [], closed: false, required: new Set(),
    dependentRequired: [], dependentSchemas: [], items: [], prefixItems: [], contains: [], uniqueItems: false,
    patterns: [], formats: [], multiples: [],
    least: { number: -Infinity, length: 0, items: 0, properties: 0 },
    most: { number: Infinity, length: Infinity, items: Infinity, properties: Infinity },
    above: -Infinity, below: Infinity, via: [],
  };
}

export function copyFlat(flat: FlatSchema): FlatSchema {
  return {
    ...flat,
    suggestions: [...flat.suggestions],
    properties: new Map([...flat.properties].map(([name, at]) => [name, [...at]])),
    patternProperties: [...flat.patternProperties], additional: [...flat.additional], propertyNames: [...flat.propertyNames],
    required: new Set(flat.required), dependentRequired: [...flat.dependentRequired], dependentSchemas: [...flat.dependentSchemas],
    items: [...flat.items], prefixItems: flat.prefixItems.map((at) => [...at]), contains: [...flat.contains],
    patterns: [...flat.patterns], formats: [...flat.formats], multiples: [...flat.multiples],
    via: [...flat.via],
  };
}
