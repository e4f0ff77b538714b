/** A JSON Schema of dialect 2020-12 as plain JSON. */
export type JsonSchema = { [keyword: string]: unknown };

/** A schema that, together with `null`, accepts what `schema` accepts. */
export function orNull(schema: JsonSchema): JsonSchema {
  const { type } = schema;
  if (Object.keys(schema).length === 0) return schema;
  if (typeof type === 'string') return { ...schema, type: type === 'null' ? type : [type, 'null'], ...(Array.isArray(schema['enum']) && { enum: [...schema['enum'], null] }) };
  if (Array.isArray(type)) return { ...schema, type: type.includes('null') ? type : [...type, 'null'] };
  return { anyOf: [schema, { type: 'null' }] };
}

/** `{}` or `{description}`: says nothing of the value. */
export function saysNothing(schema: JsonSchema): boolean {
  return Object.keys(schema).every((key) => key === 'description' || key === 'title');
}
