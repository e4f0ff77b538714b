import type { Index } from '../../catalog/catalog';
import { qualify, quoteIdentifier } from '../../catalog/quote';
import type { PlannedStatement } from '../change';
import { same } from '../context';
import { relationOf } from '../targets';
import { firstBytes } from './first-bytes';
import { instead, isLive, type OnlineContext } from './to-online';

/** CREATE and DROP INDEX of live tables; `undefined` for everything else. */
export function onlineIndex(statement: PlannedStatement, context: OnlineContext): PlannedStatement[] | undefined {
  const { from, to, replaced } = context;
  if (statement.kind !== 'index') return undefined;
  if (statement.verb === 'drop') {
    const index = from.objects.get(statement.object) as Index;
    if (replaced.has(index.id)) return [];
    return isPartitioned(index, context, 'from') || !isLiveRelation(index, context) ? undefined : [instead(statement, dropConcurrently(index), 'concurrent')];
  }
  if (statement.verb !== 'create') return undefined;
  const index = to.objects.get(statement.object) as Index;
  if (!isLiveRelation(index, context)) return undefined;
  // Joining a part to what was there before stays; a new one's parts are joined below.
  if (!statement.sql.startsWith('CREATE ')) return isPartitioned(index, context, 'to') ? [] : undefined;
  if (isPartitioned(index, context, 'to')) {
    // Its parts were built one by one before it; ONLY makes it without building, and each part is joined.
    const parts = to.catalog.indexes.filter(({ parent }) => parent === index.id);
    return [
      instead(statement, index.definition.replace(` ON ${relationOf(index)}`, () => ` ON ONLY ${relationOf(index)}`)),
      ...parts.map((part) => instead(statement, `ALTER INDEX ${qualify(index)} ATTACH PARTITION ${qualify(part)}`)),
    ];
  }
  if (!replaced.has(index.id)) return [instead(statement, createConcurrently(index, index.name), 'concurrent')];
  const fresh = `${firstBytes(index.name, 58)}__new`;
  return [
    instead(statement, createConcurrently(index, fresh), 'concurrent'), instead(statement, dropConcurrently(index), 'concurrent'),
    instead(statement, `ALTER INDEX ${qualify({ schema: index.schema, name: fresh })} RENAME TO ${quoteIdentifier(index.name)}`),
  ];
}

/** Indexes that only change their own form: the new one can be there before the old one goes. */
export function replacedIndexes({ from, to, plan }: Omit<OnlineContext, 'replaced'>): Set<string> {
  const touched = new Set(plan.statements.filter(({ verb, sql }) => verb === 'drop' || (verb === 'alter' && / (?:TYPE|SET EXPRESSION) /.test(sql))).map(({ object }) => object));
  const made = new Set(plan.statements.filter(({ kind, verb }) => kind === 'index' && verb === 'create').map(({ object }) => object));
  const ids = plan.statements.filter(({ kind, verb, object }) => kind === 'index' && verb === 'drop' && made.has(object)).map(({ object }) => object);
  return new Set(ids.filter((id) => {
    const before = from.objects.get(id) as Index;
    const after = to.objects.get(id) as Index;
    // One that waits for its table to be attached must be gone till then.
    const joining = !same(from.table(before.schema, before.table)?.partitionOf, to.table(after.schema, after.table)?.partitionOf);
    return !joining && before.table === after.table && before.parent === null && after.parent === null && from.table(after.schema, after.table)?.partitionKey == null
      && !from.needs(id).some((needed) => touched.has(needed));
  }));
}

function createConcurrently(index: Index, name: string): string {
  const head = `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX `;
  return `${head}CONCURRENTLY ${quoteIdentifier(name)}${index.definition.slice(`${head}${quoteIdentifier(index.name)}`.length)}`;
}

function dropConcurrently(index: Index): string {
  return `DROP INDEX CONCURRENTLY ${qualify(index)}`;
}

function isPartitioned(index: Index, context: OnlineContext, side: 'from' | 'to'): boolean {
  return context[side].table(index.schema, index.table)?.partitionKey != null || (side === 'from' && index.parent !== null);
}

/** Materialized views have readers too. */
function isLiveRelation(index: Index, context: OnlineContext): boolean {
  const view = context.to.catalog.views.find(({ schema, name }) => schema === index.schema && name === index.table);
  if (view) return context.from.objects.has(view.id) && !context.plan.statements.some(({ object, verb }) => object === view.id && verb === 'create');
  return isLive(index.schema, index.table, context);
}
