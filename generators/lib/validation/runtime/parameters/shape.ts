import type { Coerce } from './coerce';

/**
 * What a schema declares about a value that arrives as text: which primitive types a text may
 * become, and which structure lists and names may take. The schema's validator judges the result;
 * a shape only says how to read.
 */
export type Shape = Coerce | StructureShape;

export interface StructureShape {
  /** How to read a plain text; absent when only an array or an object is declared. */
  readonly text?: Coerce;
  readonly list?: ListShape;
  readonly object?: ObjectShape;
  /** With more than one of the above: tells whether a candidate is valid. */
  readonly check?: (value: unknown) => boolean;
  /** Another shape, for recursive schemas. */
  readonly later?: () => Shape;
}

export interface ListShape {
  readonly items: Shape;
  /** Shapes of the first items (`prefixItems`). */
  readonly prefix?: readonly Shape[];
}

export interface ObjectShape {
  readonly properties: Readonly<Record<string, Shape>>;
  /** By pattern of the name. */
  readonly patterns?: readonly (readonly [RegExp, Shape])[];
  /** Of all other names; absent: text. */
  readonly additional?: Shape;
}

/** Gives a literal its type; generated modules declare their shapes with it. */
export function shape(declared: StructureShape): StructureShape {
  return declared;
}

/** Follows `later` to a shape with content; a primitive stands as its `text`. */
export function structure(shape: Shape): StructureShape {
  let found = shape;
  while (typeof found !== 'function' && found.later !== undefined) found = found.later();
  return typeof found === 'function' ? { text: found } : found;
}

/** The shape of the item at `index`. */
export function itemShape(list: ListShape, index: number): Shape {
  return list.prefix?.[index] ?? list.items;
}

/** The shape of the property `name`, or undefined where nothing is declared about it. */
export function propertyShape(object: ObjectShape, name: string): Shape | undefined {
  if (Object.hasOwn(object.properties, name)) return object.properties[name];
  for (const [pattern, shape] of object.patterns ?? []) if (pattern.test(name)) return shape;
  return object.additional;
}
