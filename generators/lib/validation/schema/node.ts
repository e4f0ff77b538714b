/** JSON types as schemas name them. */
export type JsonType = 'null' | 'boolean' | 'object' | 'array' | 'number' | 'string' | 'integer';

/** A regular expression, checked and translated to ECMA-262. */
export interface Pattern {
  /** As written, for messages. */
  readonly text: string;
  readonly source: string;
  readonly flags: string;
}

/**
 * A schema after reading its keywords: both dialects in one shape, `$ref`s resolved to pointers,
 * keywords of the wrong type dropped. Inline subschemas are nodes too; only `ref` leads elsewhere.
 */
export interface SchemaNode {
  /** `#/…` in the bundled document. */
  readonly pointer: string;
  /** A boolean schema. */
  readonly always?: boolean;
  /** Canonical pointer of `$ref`'s target. */
  readonly ref?: string;
  readonly types?: readonly JsonType[];
  /** Null is accepted whatever the rest says (`nullable`). */
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  /** Wrapped, because the constant may be anything. */
  readonly const?: { readonly value: unknown };
  readonly default?: { readonly value: unknown };
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
  /** A string of bytes: in a multipart body an uploaded file stands here. */
  readonly binary?: boolean;

  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;

  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: Pattern;
  /** Asserted ones only. */
  readonly format?: string;

  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly prefixItems?: readonly SchemaNode[];
  readonly items?: SchemaNode;
  readonly contains?: { readonly schema: SchemaNode; readonly min: number; readonly max?: number };
  readonly unevaluatedItems?: SchemaNode;

  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly required?: readonly string[];
  readonly properties?: ReadonlyMap<string, SchemaNode>;
  readonly patternProperties?: readonly { readonly pattern: Pattern; readonly schema: SchemaNode }[];
  readonly additionalProperties?: SchemaNode;
  readonly propertyNames?: SchemaNode;
  readonly dependentRequired?: ReadonlyMap<string, readonly string[]>;
  readonly dependentSchemas?: ReadonlyMap<string, SchemaNode>;
  readonly unevaluatedProperties?: SchemaNode;

  readonly allOf?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly not?: SchemaNode;
  readonly if?: SchemaNode;
  readonly then?: SchemaNode;
  readonly else?: SchemaNode;

  readonly discriminator?: Discriminator;
}

/** A discriminator object with its mapping resolved. */
export interface Discriminator {
  readonly propertyName: string;
  /** Value to canonical pointer; entries that lead nowhere are dropped. */
  readonly mapping: ReadonlyMap<string, string>;
  readonly defaultMapping?: string;
}

/** Every subschema that stands inside a node (not through `$ref`). */
export function children(node: SchemaNode): SchemaNode[] {
  const found: SchemaNode[] = [];
  const add = (child: SchemaNode | undefined) => child && found.push(child);
  node.prefixItems?.forEach(add);
  add(node.items);
  add(node.contains?.schema);
  add(node.unevaluatedItems);
  node.properties?.forEach(add);
  node.patternProperties?.forEach((p) => add(p.schema));
  add(node.additionalProperties);
  add(node.propertyNames);
  node.dependentSchemas?.forEach(add);
  add(node.unevaluatedProperties);
  found.push(...inPlace(node));
  return found;
}

/** Subschemas that apply to the same value as the node. */
export function inPlace(node: SchemaNode): SchemaNode[] {
  const more = [node.not, node.if, node.then, node.else].filter((n): n is SchemaNode => n !== undefined);
  return [...(node.allOf ?? []), ...(node.anyOf ?? []), ...(node.oneOf ?? []), ...more];
}
