import type { Catalog, Constraint, Table } from '../../catalog/catalog';
import { objectId } from '../../catalog/identity';
import type { Diagram, DiagramColumn, DiagramLink, DiagramTable, Mark } from './diagram';
import { SIGN } from './diagram';

/** From this many tables on, only keys and changed columns are drawn. */
const COMPACT = 40;
/** From this many on, only what changed and what it refers to. */
const PARTIAL = 300;
/** Columns that a table shows at most, keys and changes apart. */
const COLUMNS = 25;

/** The tables of a catalog and what differs from another one, ready to be laid out. */
export function buildDiagram(after: Catalog, before: Catalog = after): Diagram {
  const pairs = pair(before.tables.filter(isDrawn), after.tables.filter(isDrawn));
  const compact = pairs.length >= COMPACT;
  const schemas = new Set(pairs.map(([old, fresh]) => (fresh ?? old)!.schema));
  const keys = keysOf(before, after);
  const tables = pairs.map(([old, fresh]) => tableOf(old, fresh, { compact, qualified: schemas.size > 1, keys }));
  const links = linksOf(before, after, new Set(tables.map(({ id }) => id)));
  const whole = { tables, links };
  const drawn = tables.length > PARTIAL ? changedPart(whole) : whole;
  return { ...drawn, caption: captionOf(drawn, tables.length, compact) };
}

/** Partitions are their parent's. */
function isDrawn({ partitionOf, persistence }: Table): boolean {
  return partitionOf === null && persistence !== 'temporary';
}

function pair<T extends { readonly id: string }>(before: readonly T[], after: readonly T[]): (readonly [T | undefined, T | undefined])[] {
  const old = new Map(before.map((item) => [item.id, item] as const));
  const fresh = new Set(after.map(({ id }) => id));
  return [...after.map((item) => [old.get(item.id), item] as const), ...before.filter(({ id }) => !fresh.has(id)).map((item) => [item, undefined] as const)];
}

interface Keys {
  has(kind: 'primary' | 'foreign', table: Table, column: string): boolean;
}

function keysOf(...catalogs: readonly Catalog[]): Keys {
  const found = new Set(catalogs.flatMap(({ constraints }) => constraints.flatMap(({ type, schema, table, columns }) => columns.map((column) => [type, schema, table, column].join('\0')))));
  return { has: (kind, { schema, name }, column) => found.has([kind, schema, name, column].join('\0')) };
}

function tableOf(old: Table | undefined, fresh: Table | undefined, { compact, qualified, keys }: { compact: boolean; qualified: boolean; keys: Keys }): DiagramTable {
  const table = (fresh ?? old)!;
  const known = new Map((old ?? table).columns.map((column) => [column.name, column] as const));
  const names = new Set(table.columns.map(({ name }) => name));
  const column = (name: string, type: string, mark: Mark, was?: string): DiagramColumn => ({
    name, type, mark, ...(was !== undefined && { was }),
    keys: [keys.has('primary', table, name) ? 'PK' : '', keys.has('foreign', table, name) ? 'FK' : ''].filter(Boolean).join(' '),
  });
  const columns = [
    ...table.columns.map((own) => {
      const before = old && fresh ? known.get(own.name) : own;
      if (!before) return column(own.name, typeText(own), 'added');
      const same = JSON.stringify(factsOf(before)) === JSON.stringify(factsOf(own));
      return column(own.name, typeText(own), same ? 'same' : 'changed', same || typeText(before) === typeText(own) ? undefined : typeText(before));
    }),
    ...(old && fresh ? old.columns.filter(({ name }) => !names.has(name)).map((gone) => column(gone.name, typeText(gone), 'removed')) : []),
  ];
  const mark: Mark = !old ? 'added' : !fresh ? 'removed' : columns.some((c) => c.mark !== 'same') ? 'changed' : 'same';
  const shown = columns.filter((c, i) => c.keys !== '' || c.mark !== 'same' || (!compact && i < COLUMNS));
  return { id: table.id, title: qualified ? `${table.schema}.${table.name}` : table.name, mark, columns: shown, hidden: columns.length - shown.length };
}

function typeText({ type, notNull }: { readonly type: string; readonly notNull: boolean }): string {
  const short = type.replace('character varying', 'varchar').replace('timestamp without time zone', 'timestamp').replace(/timestamp(\(\d\))? with time zone/, 'timestamptz$1').replace('double precision', 'float8');
  return notNull ? short : `${short}?`;
}

function factsOf({ type, notNull, default: text, identity, generated, collation }: Table['columns'][number]): unknown {
  return { type, notNull, text, identity: identity && { ...identity }, generated, collation };
}

function linksOf(before: Catalog, after: Catalog, drawn: ReadonlySet<string>): DiagramLink[] {
  const foreign = ({ constraints }: Catalog) => constraints.filter(({ type, parent }) => type === 'foreign' && parent === null);
  return pair(foreign(before), foreign(after)).flatMap(([old, fresh]) => {
    const key = (fresh ?? old)!;
    const mark: Mark = !old ? 'added' : !fresh ? 'removed' : old.definition === fresh.definition ? 'same' : 'changed';
    const link = linkOf(key, mark);
    return link && drawn.has(link.from) && drawn.has(link.to) ? [link] : [];
  });
}

function linkOf({ schema, table, columns, references, name, definition }: Constraint, mark: Mark): DiagramLink | undefined {
  if (!references) return undefined;
  return { from: tableId(schema, table), fromColumn: columns[0] ?? '', to: tableId(references.schema, references.name), toColumn: references.columns[0] ?? '', mark, title: `${SIGN[mark]} ${name}: ${definition}`.trim() };
}

function tableId(schema: string, name: string): string {
  return objectId('table', { schema, name });
}

/** What changed, and the tables at the other end of its foreign keys. */
function changedPart({ tables, links }: Pick<Diagram, 'tables' | 'links'>): Pick<Diagram, 'tables' | 'links'> {
  const changed = new Set([...tables.filter(({ mark }) => mark !== 'same').map(({ id }) => id), ...links.filter(({ mark }) => mark !== 'same').flatMap(({ from, to }) => [from, to])]);
  const near = new Set([...changed, ...links.flatMap(({ from, to }) => (changed.has(from) || changed.has(to) ? [from, to] : []))]);
  const byRank = (id: string) => (changed.has(id) ? 0 : 1);
  const shown = tables.filter(({ id }) => near.has(id)).sort((a, b) => byRank(a.id) - byRank(b.id)).slice(0, PARTIAL);
  const ids = new Set(shown.map(({ id }) => id));
  return { tables: shown, links: links.filter(({ from, to }) => ids.has(from) && ids.has(to)) };
}

function captionOf({ tables, links }: Pick<Diagram, 'tables' | 'links'>, total: number, compact: boolean): string {
  const count = (mark: Mark) => tables.filter((table) => table.mark === mark).length;
  const changes = [[count('added'), '+ added'], [count('removed'), '− removed'], [count('changed'), '~ changed']].filter(([n]) => n !== 0).map(([n, what]) => `${n} ${what}`);
  return [
    tables.length === total ? `${total} tables, ${links.length} foreign keys` : `${tables.length} of ${total} tables: those that change and their neighbours${tables.length === PARTIAL ? `, the first ${PARTIAL}` : ''}`,
    changes.length > 0 ? changes.join(', ') : 'no change',
    ...(compact ? ['only keys and changed columns are drawn'] : []),
  ].join(' · ');
}
