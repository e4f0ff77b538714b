/** What tests look at of a JSON Schema. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly description?: string;
  readonly [keyword: string]: unknown;
}

/** A schema in a line: `{email*: string email, tags: string[]}`; a star follows what is required. */
export function shape(schemas: Readonly<Record<string, Schema>>, schema: Schema | undefined, depth = 0): string {
  if (schema === undefined || Object.keys(schema).length === 0) return 'any';
  if (depth > 6) return '…';
  const inner = (one: Schema | undefined): string => shape(schemas, one, depth + 1);
  if (schema.$ref !== undefined) return inner(schemas[schema.$ref.split('/').at(-1)!] ?? { missing: schema.$ref });
  const { type, format, properties, required = [], items, anyOf, description: _, ...others } = schema;
  const more = Object.entries(others).map(([key, value]) => ` ${key}=${JSON.stringify(value)}`).join('');
  if (anyOf !== undefined) return anyOf.map(inner).join(' | ') + more;
  if (properties !== undefined) return `{${Object.entries(properties).map(([name, one]) => `${name}${required.includes(name) ? '*' : ''}: ${inner(one)}`).join(', ')}}${more}`;
  if (type === 'array') return `${inner(items)}[]${more}`;
  return `${[type, format].filter(Boolean).join(' ')}${more}`.trim();
}
