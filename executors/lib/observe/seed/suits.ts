import type { SeedColumn, SeedType } from './read-tables';

const NUMBERS = /^(int[248]|numeric|float[48]|money|oid)$/;
const TEXTS = /^(text|varchar|bpchar|citext|name|char)$/;

/** False where a type cannot take a value: that saves trying it. */
export function suits(value: string, column: SeedColumn, types: ReadonlyMap<number, SeedType>): boolean {
  if (value === 'NULL') return !column.notNull;
  let type = types.get(column.type);
  while (type?.base != null) type = types.get(type.base);
  const quoted = value.startsWith("'") || value.startsWith("E'");
  const name = type?.name ?? '';
  if (NUMBERS.test(name)) return quoted ? /^'-?\d+(\.\d+)?'$/.test(value) : /^-?\d/.test(value);
  if (TEXTS.test(name)) return quoted;
  if (name === 'bool') return value === 'true' || value === 'false';
  if (/^(date|time)/.test(name)) return /^'\d/.test(value);
  return quoted || !/^(true|false)$/.test(value);
}
