import type { Catalog } from '../../../../../executors/lib/catalog/catalog';
import type { ColumnType, ValueKind } from '../database';

type Known = readonly [kind: ValueKind, orm?: string, minimum?: number, maximum?: number];

/** `format_type` of PostgreSQL to what a value is; types that are text both ways are strings. */
const KNOWN: Readonly<Record<string, Known>> = {
  smallint: ['integer', 'smallint', -32_768, 32_767],
  integer: ['integer', 'integer', -2_147_483_648, 2_147_483_647],
  bigint: ['bigint'],
  oid: ['integer', 'oid', 0, 4_294_967_295],
  real: ['number'], 'double precision': ['number'],
  numeric: ['decimal'], money: ['string'],
  boolean: ['boolean'],
  text: ['string'], 'character varying': ['string'], character: ['string'], citext: ['string'], xml: ['string'],
  inet: ['string'], cidr: ['string'], macaddr: ['string'], macaddr8: ['string'], bit: ['string'], 'bit varying': ['string'], ltree: ['string'],
  int4range: ['string'], int8range: ['string'], numrange: ['string'], tsrange: ['string'], tstzrange: ['string'], daterange: ['string'],
  uuid: ['uuid'],
  date: ['date'],
  'time without time zone': ['time'], 'time with time zone': ['time'],
  'timestamp without time zone': ['timestamp'], 'timestamp with time zone': ['timestamp'],
  interval: ['interval'],
  json: ['json'], jsonb: ['json'],
  bytea: ['bytes'],
};

/** `public.citext(10)[]` by its parts; `time(3) without time zone` has its precision in the middle. */
const PARTS = /^(.*?)(?:\(([\d, ]+)\))?( with(?:out)? time zone)?((?:\[\])*)$/;
/** Kinds that the driver does not parse inside arrays. */
const ARRAYS: ReadonlySet<ValueKind> = new Set(['integer', 'bigint', 'number', 'boolean', 'string', 'uuid', 'enum']);

/** What a column's type is, through domains down to the base. */
export function postgresType(native: string, catalog: Catalog): ColumnType {
  const [, name = native, size, zone = '', brackets = ''] = PARTS.exec(native) ?? [];
  const type = scalarType(name, size, zone, native, catalog);
  if (brackets === '') return type;
  return brackets === '[]' && ARRAYS.has(type.kind) && type.array !== true ? { ...type, array: true } : opaque(native);
}

function scalarType(name: string, size: string | undefined, zone: string, native: string, catalog: Catalog): ColumnType {
  const known = KNOWN[name + zone] ?? KNOWN[unqualified(name)];
  const numbers = size?.split(',').map(Number) ?? [];
  if (known) return { ...facts(known, known[1] ?? unqualified(name) + zone, numbers), native };
  const named = <T extends { readonly schema: string; readonly name: string }>(list: readonly T[]): T | undefined => list.find((type) => qualifiedForms(type).includes(name));
  const enumType = named(catalog.enums);
  if (enumType) return { kind: 'enum', orm: 'enum', values: enumType.values, enumName: { schema: enumType.schema, name: enumType.name }, native };
  const domain = named(catalog.domains);
  return domain ? { ...postgresType(domain.baseType, catalog), native } : opaque(native);
}

function facts([kind, , minimum, maximum]: Known, orm: string, numbers: readonly number[]): Omit<ColumnType, 'native'> {
  const [first, second] = numbers;
  return {
    kind, orm,
    ...(minimum !== undefined && { minimum, maximum: maximum! }),
    ...(first !== undefined && kind === 'string' && { length: first }),
    ...(first !== undefined && kind === 'decimal' && { precision: first, scale: second ?? 0 }),
  };
}

function opaque(native: string): ColumnType {
  return { kind: 'opaque', orm: 'text', native };
}

function unqualified(name: string): string {
  return name.replace(/^(?:"(?:[^"]|"")*"|[^".]+)\./, '').replaceAll('"', '');
}

function qualifiedForms({ schema, name }: { readonly schema: string; readonly name: string }): string[] {
  const forms = (text: string): string[] => [text, `"${text.replaceAll('"', '""')}"`];
  return forms(schema).flatMap((s) => forms(name).map((n) => `${s}.${n}`));
}
