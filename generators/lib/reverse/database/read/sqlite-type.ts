import type { ColumnType, ValueKind } from '../database';

const BY_NAME: readonly (readonly [RegExp, ValueKind, string])[] = [
  [/^(bool|boolean)$/, 'boolean', 'boolean'],
  [/^(datetime|timestamp)/, 'timestamp', 'datetime'],
  [/^date$/, 'date', 'date'],
  [/^time$/, 'time', 'time'],
  [/^json/, 'json', 'simple-json'],
  [/^(uuid|guid|uniqueidentifier)$/, 'uuid', 'varchar'],
  [/^(decimal|numeric|money|number)\b/, 'decimal', 'decimal'],
  // By affinity from here on: the rules of https://sqlite.org/datatype3.html#determination_of_column_affinity, in their order.
  [/int/, 'integer', 'integer'],
  [/char|clob|text/, 'string', 'varchar'],
  [/blob|^$/, 'bytes', 'blob'],
  [/real|floa|doub/, 'number', 'real'],
];

/** What a declared type means: SQLite itself knows affinities alone, so the name people give it decides. */
export function sqliteType(native: string): ColumnType {
  const name = native.trim().toLowerCase();
  const [, kind, orm] = BY_NAME.find(([pattern]) => pattern.test(name)) ?? [undefined, 'decimal', 'numeric'];
  const [, first, second] = /\((\d+)(?:\s*,\s*(\d+))?\)/.exec(name) ?? [];
  return {
    kind, orm: kind === 'string' && first === undefined ? 'text' : orm, native,
    ...(kind === 'string' && first !== undefined && { length: Number(first) }),
    ...(kind === 'decimal' && first !== undefined && { precision: Number(first), scale: Number(second ?? 0) }),
    // Beyond them a number of JavaScript is not exact.
    ...(kind === 'integer' && { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER }),
  };
}
