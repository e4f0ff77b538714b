import type { ColumnType } from '../database';

const INTEGERS: Readonly<Record<string, number>> = { tinyint: 8, smallint: 16, mediumint: 24, int: 32 };
const TEXTS = new Set(['char', 'varchar', 'tinytext', 'text', 'mediumtext', 'longtext', 'inet6', 'inet4']);
const BYTES = new Set(['binary', 'varbinary', 'tinyblob', 'blob', 'mediumblob', 'longblob']);

/** A row of information_schema.columns that says what a type is. */
export interface MysqlTypeRow {
  /** `tinyint` */
  readonly data_type: string;
  /** `tinyint(1) unsigned`, `enum('a','b')` */
  readonly column_type: string;
  readonly length: number | null;
  readonly precision: number | null;
  readonly scale: number | null;
}

/**
 * What a column's type is. `tinyint(1)` is a boolean, as MySQL's own BOOLEAN is written.
 * @param json MariaDB keeps JSON as longtext with a CHECK (json_valid(…)); true: there is one
 */
export function mysqlType({ data_type: type, column_type: native, length, precision, scale }: MysqlTypeRow, json: boolean): ColumnType {
  const unsigned = /\bunsigned\b/i.test(native);
  const bits = INTEGERS[type];
  if (/^tinyint\(1\)/i.test(native)) return { kind: 'boolean', orm: 'boolean', native };
  if (bits !== undefined) {
    return { kind: 'integer', orm: type, native, minimum: unsigned ? 0 : -(2 ** (bits - 1)), maximum: 2 ** (unsigned ? bits : bits - 1) - 1, ...(unsigned && { unsigned }) };
  }
  if (json || type === 'json') return { kind: 'json', orm: 'json', native };
  if (TEXTS.has(type)) return { kind: 'string', orm: type.startsWith('inet') ? 'varchar' : type, native, ...(length !== null && { length }) };
  if (BYTES.has(type)) return { kind: 'bytes', orm: type, native, ...(length !== null && { length }) };
  switch (type) {
    case 'bigint': return { kind: 'bigint', orm: 'bigint', native, ...(unsigned && { unsigned }) };
    case 'decimal': return { kind: 'decimal', orm: 'decimal', native, ...(unsigned && { unsigned }), ...(precision !== null && { precision }), ...(scale !== null && { scale }) };
    case 'float': case 'double': return { kind: 'number', orm: type, native };
    case 'year': return { kind: 'integer', orm: 'year', native, minimum: 0, maximum: 2155 };
    case 'date': return { kind: 'date', orm: 'date', native };
    case 'time': return { kind: 'time', orm: 'time', native };
    case 'datetime': case 'timestamp': return { kind: 'timestamp', orm: type, native };
    case 'uuid': return { kind: 'uuid', orm: 'uuid', native };
    case 'enum': case 'set': return { kind: type, orm: type, native, values: quotedValues(native) };
    default: return { kind: 'opaque', orm: 'text', native };
  }
}

/** `enum('a','it''s')` → a, it's */
function quotedValues(native: string): string[] {
  return [...native.matchAll(/'((?:[^']|'')*)'/g)].map(([, value]) => value!.replaceAll("''", "'"));
}
