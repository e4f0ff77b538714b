import type { Code } from '../../../code';
import { code, join, key as keyCode, lit } from '../../../code';
import type { Column, ColumnType, Dialect } from '../database';
import type { Property } from '../resources/resource';

/** Options of `@Column` and its like: only what differs from TypeORM's defaults. */
export function columnOptions({ name, column, create, update }: Property, dialect: Dialect, isKey: boolean): Code {
  const options: [string, Code][] = [];
  const add = (option: string, value: unknown): void => void options.push([option, lit(value)]);
  if (column.name !== name) add('name', column.name);
  typeOptions(column.type).forEach(([option, value]) => add(option, value));
  if (column.nullable && !isKey) add('nullable', true);
  if (column.default !== undefined && column.generated === undefined) options.push(['default', code`() => ${defaultExpression(column, dialect)}`]);
  if (create === 'never' && column.generated !== 'sequence' && column.generated !== 'identity' && column.generated !== 'identity-always') add('insert', false);
  if (!update && create === 'never' && !isKey) add('update', false);
  if (column.comment !== undefined) add('comment', column.comment);
  return objectCode(options);
}

function typeOptions({ orm, length, precision, scale, values, enumName, array, unsigned }: ColumnType): [string, unknown][] {
  return [
    ['type', orm],
    ...(length !== undefined ? [['length', length] as [string, unknown]] : []),
    ...(precision !== undefined ? [['precision', precision] as [string, unknown], ['scale', scale ?? 0] as [string, unknown]] : []),
    ...(values ? [['enum', values] as [string, unknown]] : []),
    ...(enumName ? [['enumName', enumName.name] as [string, unknown]] : []),
    ...(array ? [['array', true] as [string, unknown]] : []),
    ...(unsigned ? [['unsigned', true] as [string, unknown]] : []),
  ];
}

/** MySQL prints the text of a literal default, without its quotes; MariaDB and the others print an expression. */
export function defaultExpression({ default: expression = 'NULL', type }: Column, dialect: Dialect): string {
  if (dialect !== 'mysql') return expression;
  if (/^'.*'$/s.test(expression) || /^[A-Za-z_]+\(.*\)$|^CURRENT_TIMESTAMP/i.test(expression)) return expression;
  const isText = ['string', 'enum', 'set', 'date', 'time', 'timestamp', 'uuid'].includes(type.kind);
  return isText ? `'${expression.replaceAll("'", "''")}'` : expression;
}

export function objectCode(options: readonly (readonly [string, Code])[]): Code {
  if (options.length === 0) return code`{}`;
  return code`{ ${join(options.map(([option, value]) => code`${keyCode(option)}: ${value}`), ', ')} }`;
}
