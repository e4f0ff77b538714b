import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Codec } from './values';
import { fromJson } from './values';

const OPERATORS: ReadonlyMap<string, string> = new Map([['eq', '='], ['ne', '<>'], ['gt', '>'], ['gte', '>='], ['lt', '<'], ['lte', '<=']]);

/** SQL differs where it has to. */
export type Dialect = 'postgres' | 'mysql' | 'sqlite';

/**
 * Adds a parameter's conditions to a query: `{ gte: 5, isNull: false }`. Operators and columns come from lists, values are
 * parameters: no text of a request becomes SQL.
 * @param column `row.price`, which TypeORM quotes
 */
export function addConditions<Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>, column: string, codec: Codec, conditions: object, dialect: Dialect, parameterPrefix: string): void {
  const isTime = dialect === 'sqlite' && codec === 'timestamp';
  // SQLite keeps timestamps as texts of several forms: compared are their canonical ones.
  const left = isTime ? `strftime('%Y-%m-%d %H:%M:%f', ${column})` : column;
  const bound = (value: unknown): unknown => (isTime ? new Date(String(value)).toISOString().replace('T', ' ').replace('Z', '') : fromJson(value, codec));
  for (const [operator, value] of Object.entries(conditions)) {
    if (value === undefined) continue;
    const name = `${parameterPrefix}_${operator}`;
    const symbol = OPERATORS.get(operator);
    if (symbol !== undefined) query.andWhere(`${left} ${symbol} :${name}`, { [name]: bound(value) });
    else if (operator === 'in') addList(query, left, name, (value as unknown[]).map(bound));
    else if (operator === 'isNull') query.andWhere(`${column} IS ${value === true ? '' : 'NOT '}NULL`);
    else if (operator === 'contains') query.andWhere(`LOWER(${column}) LIKE :${name} ESCAPE '!'`, { [name]: `%${escaped(String(value).toLowerCase())}%` });
    else if (operator === 'startsWith') query.andWhere(`${column} LIKE :${name} ESCAPE '!'`, { [name]: `${escaped(String(value))}%` });
  }
}

function addList<Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>, left: string, name: string, values: readonly unknown[]): void {
  if (values.length === 0) query.andWhere('1 = 0');
  else query.andWhere(`${left} IN (:...${name})`, { [name]: values });
}

/** A text that stands for itself in LIKE. */
function escaped(text: string): string {
  return text.replace(/[!%_]/g, '!$&');
}
