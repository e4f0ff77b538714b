import type { ColumnType } from '../database';

type Schema = Record<string, unknown>;

const COMPARED = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte'] as const;
const IS_NULL: Schema = { type: 'boolean', description: 'true: only rows without a value; false: only rows with one' };

/** The most values that `in` takes. */
const IN_LIMIT = 100;

/** Filters by what is compared. Bounds are the widest of the kind: the database says when a value is out of a column's. */
const VALUES: Readonly<Record<string, Schema>> = {
  IntegerFilter: { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
  BigintFilter: { type: 'string', pattern: '^-?[0-9]{1,20}$' },
  DecimalFilter: { type: 'string', pattern: '^-?[0-9]+(\\.[0-9]+)?$' },
  NumberFilter: { type: 'number' },
  StringFilter: { type: 'string' },
  ValueFilter: { type: 'string' },
  UuidFilter: { type: 'string', format: 'uuid' },
  DateFilter: { type: 'string', format: 'date' },
  DateTimeFilter: { type: 'string', format: 'date-time' },
  TimeFilter: { type: 'string', pattern: '^[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?([+-][0-9]{2}(:?[0-9]{2})?)?$' },
};

const BY_KIND: Partial<Record<ColumnType['kind'], string>> = {
  integer: 'IntegerFilter', bigint: 'BigintFilter', decimal: 'DecimalFilter', number: 'NumberFilter', string: 'StringFilter', uuid: 'UuidFilter',
  date: 'DateFilter', timestamp: 'DateTimeFilter', time: 'TimeFilter', boolean: 'BooleanFilter',
};

/** Names of the schemas of filters, which no table may take. */
export const FILTER_NAMES: readonly string[] = [...Object.keys(VALUES), 'BooleanFilter', 'NullFilter'];

/** The schema's name for a column's filter; an enum's is its own. */
export function filterName(type: ColumnType, enumSchema: string | undefined): string {
  if (type.array) return 'NullFilter';
  if (type.kind === 'enum' && enumSchema !== undefined) return `${enumSchema}Filter`;
  // Of money, ranges and addresses, SQL knows no parts.
  if (type.kind === 'string' && !/char|text|clob/.test(type.orm)) return 'ValueFilter';
  return BY_KIND[type.kind] ?? 'NullFilter';
}

/** Operators that types compare by in SQL without a cast: xml, json points and their like have none. */
export function isComparable({ kind, array, orm }: ColumnType): boolean {
  return !array && orm !== 'xml' && orm !== 'json' && (kind in BY_KIND || kind === 'enum');
}

export function filterSchema(name: string): Schema {
  const object = (properties: Schema, description: string): Schema => ({ type: 'object', description, properties: { ...properties, isNull: IS_NULL }, additionalProperties: false });
  if (name === 'NullFilter') return object({}, 'Whether there is a value');
  if (name === 'BooleanFilter') return object({ eq: { type: 'boolean' }, ne: { type: 'boolean' } }, 'Conditions, all of which hold');
  const value = VALUES[name];
  if (!value) return enumFilter(name.replace(/Filter$/, ''));
  const compared = Object.fromEntries(COMPARED.map((operator) => [operator, value]));
  const text = name === 'StringFilter' ? { contains: { type: 'string', description: 'Part of the text, whatever its case' }, startsWith: { type: 'string' } } : {};
  return object({ ...compared, in: { type: 'array', items: value, maxItems: IN_LIMIT }, ...text }, 'Conditions, all of which hold');
}

function enumFilter(enumSchema: string): Schema {
  const value = { $ref: `#/components/schemas/${enumSchema}` };
  return {
    type: 'object', description: 'Conditions, all of which hold',
    properties: { eq: value, ne: value, in: { type: 'array', items: value, maxItems: IN_LIMIT }, isNull: IS_NULL }, additionalProperties: false,
  };
}
