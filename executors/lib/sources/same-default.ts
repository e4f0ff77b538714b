import type { Column } from '../catalog/catalog';

/**
 * Whether two defaults of one column are the same by other words: `CURRENT_TIMESTAMP` for `now()`, which
 * TypeORM writes, and `'a'::text` for `'a'::character varying`, as it stays after the column's type changed.
 */
export function sameDefault(a: Column, b: Column): boolean {
  if (a.default === null || b.default === null) return false;
  if (now(a.default) === now(b.default)) return true;
  const [one, other] = [textLiteral(a.default), textLiteral(b.default)];
  return one !== undefined && one === other && isText(a.type) && isText(b.type);
}

function now(expression: string): string {
  return expression === 'CURRENT_TIMESTAMP' ? 'now()' : expression;
}

/** `('it''s'::text)::character varying` → `'it''s'` */
function textLiteral(expression: string): string | undefined {
  return /^\(?('(?:[^']|'')*')(?:::(?:text|character varying))?\)?(?:::(?:text|character varying))?$/.exec(expression)?.[1];
}

function isText(type: string): boolean {
  return type === 'text' || /^character varying(?:\(\d+\))?$/.test(type);
}
