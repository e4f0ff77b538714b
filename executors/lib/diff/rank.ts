import type { Change } from './change';

/** Where dependencies leave the order open: what others are likely to need first. Quoted function bodies say nothing of what they use. */
const CREATE = [
  'schema', 'extension', 'collation', 'text-search-template', 'text-search-parser', 'text-search-dictionary', 'text-search-configuration', 'foreign-data-wrapper',
  'server', 'user-mapping', 'enum', 'composite', 'domain', 'range', 'sequence', 'table', 'foreign-table', 'procedure', 'function', 'aggregate', 'column', 'default',
  'view', 'constraint', 'index', 'statistics', 'materialized-view', 'rule', 'trigger', 'policy', 'publication', 'subscription',
];
const place = new Map(CREATE.map((kind, at) => [kind, at]));

export function rankOf({ verb, kind, id, sql }: Change): number {
  // The privileges that new objects begin with are those of before.
  if (kind === 'default-privilege') return 900;
  if (verb === 'drop') return kind === 'event-trigger' ? 0 : 100 - (place.get(kind) ?? 50);
  // They would fire on the statements of the migration itself.
  if (kind === 'event-trigger') return 950;
  if (verb !== 'follow') return (sql[0]!.includes(' FOREIGN KEY ') ? 330 : 300) + (place.get(kind) ?? 50) / 2;
  if (id.startsWith('attach:')) return 315;
  // REVOKE on the table would take the columns' too.
  if (kind === 'column') return 870;
  // An owner of its own would keep a sequence from being owned by a column.
  return / OWNER TO /.test(sql[0]!) ? 800 : / OWNED BY /.test(sql[0]!) ? 700 : 850;
}
