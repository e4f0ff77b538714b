import { quoteIdentifier } from '../../catalog/quote';
import type { DiffContext } from '../context';
import type { TableColumn } from '../facts';

/** Types between which PostgreSQL has casts, by family; the same type with another length is a family of its own. */
const FAMILIES: readonly ReadonlySet<string>[] = [
  new Set(['smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision', 'money']),
  new Set(['date', 'timestamp without time zone', 'timestamp with time zone']),
  new Set(['timestamp without time zone', 'time without time zone', 'interval']),
  new Set(['timestamp with time zone', 'time with time zone', 'time without time zone']),
  new Set(['integer', 'boolean']), new Set(['integer', 'bit', 'bigint']), new Set(['bit', 'bit varying']),
  new Set(['json', 'jsonb']), new Set(['jsonb', 'boolean', 'smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision']),
  new Set(['inet', 'cidr']), new Set(['macaddr', 'macaddr8']), new Set(['text', 'xml', 'character', 'character varying', '"char"', 'name']),
];
const TEXTUAL = new Set(['text', 'character', 'character varying', 'name']);

/** Types that assignment turns into each other by itself (pg_cast.castcontext `a` or `i`). */
const ASSIGNED: readonly ReadonlySet<string>[] = [
  new Set(['smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision']),
  new Set(['text', 'character', 'character varying']),
  new Set(['date', 'timestamp without time zone', 'timestamp with time zone']),
];

/**
 * Turns the old values into the new type: straight where a cast exists, else by way of their text.
 * `null` where assignment does so by itself; it also refuses `'abcd'` for a varchar(3), which a cast would cut.
 */
export function castExpression(from: TableColumn, to: TableColumn, { anew }: DiffContext): string | null {
  const column = quoteIdentifier(to.name);
  const a = base(from.type);
  const b = base(to.type);
  const array = to.type.endsWith('[]');
  if (array === from.type.endsWith('[]') && ASSIGNED.some((family) => family.has(a) && family.has(b))) return null;
  // A cast would cut a uuid for a varchar(20); assignment refuses it.
  if (TEXTUAL.has(b) && array === from.type.endsWith('[]')) return `${column}::text${array ? '[]' : ''}`;
  if (array && !from.type.endsWith('[]')) return `${column}::text::${to.type}`;
  const replaced = a === b && [...anew].some((id) => /^(enum|domain|composite|range):/.test(id) && id.slice(id.indexOf(':') + 1) === a);
  const known = (a === b && !replaced) || TEXTUAL.has(a) || TEXTUAL.has(b) || FAMILIES.some((family) => family.has(a) && family.has(b) && (family.size < 8 || a === 'jsonb' || !family.has('jsonb')));
  return known ? `${column}::${to.type}` : `${column}::text${array ? '[]' : ''}::${to.type}`;
}

/** `numeric(10,2)[]` → `numeric` */
function base(type: string): string {
  return type.replace(/\[\]$/, '').replace(/\(\d+(,-?\d+)?\)/, '');
}
