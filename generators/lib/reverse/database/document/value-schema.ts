import type { ColumnType } from '../database';

type Schema = Record<string, unknown>;

/** JSON Schema of a column's values, NULL aside. @param enumSchema component of the enum */
export function valueSchema(type: ColumnType, enumSchema: string | undefined): Schema {
  const { array: _array, ...item } = type;
  if (type.array) return { type: 'array', items: valueSchema(item, enumSchema) };
  switch (type.kind) {
    case 'integer': return integer(type);
    case 'bigint': return { type: 'string', format: 'int64', pattern: type.unsigned ? '^[0-9]{1,20}$' : '^-?[0-9]{1,19}$', description: 'A 64-bit integer, as text: it may be larger than what JavaScript holds exactly' };
    case 'decimal': return { type: 'string', format: 'decimal', pattern: decimalPattern(type), description: 'A decimal number, as text, so that no digit is lost' };
    case 'number': return { type: 'number' };
    case 'boolean': return { type: 'boolean' };
    case 'string': return { type: 'string', ...(type.length !== undefined && { maxLength: type.length }) };
    case 'uuid': return { type: 'string', format: 'uuid' };
    case 'date': return { type: 'string', format: 'date' };
    case 'timestamp': return { type: 'string', format: 'date-time' };
    case 'time': return { type: 'string', pattern: '^[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?([+-][0-9]{2}(:?[0-9]{2})?)?$', examples: ['13:45:00'] };
    case 'interval': return { type: 'string', format: 'duration', examples: ['P1DT2H'] };
    case 'json': return {};
    case 'bytes': return { type: 'string', contentEncoding: 'base64', pattern: '^[A-Za-z0-9+/]*={0,2}$' };
    case 'enum': return { $ref: `#/components/schemas/${enumSchema}` };
    case 'set': return { type: 'array', uniqueItems: true, items: { type: 'string', enum: type.values ?? [] } };
    case 'opaque': return { type: 'string', description: `As the database writes ${type.native}` };
  }
}

/** The same, or null. */
export function orNull(schema: Schema): Schema {
  if ('$ref' in schema) return { oneOf: [schema, { type: 'null' }] };
  if (typeof schema['type'] !== 'string') return schema;
  return { ...schema, type: [schema['type'], 'null'] };
}

function integer({ minimum, maximum }: ColumnType): Schema {
  const format = maximum !== undefined && maximum <= 2_147_483_647 ? 'int32' : undefined;
  return { type: 'integer', ...(format && { format }), ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) };
}

function decimalPattern({ unsigned }: ColumnType): string {
  return `^${unsigned ? '' : '-?'}[0-9]+(\\.[0-9]+)?$`;
}
