import type { SeedForeignKey, SeedTable } from './read-tables';

/** A table at its turn, with those of its foreign keys whose tables come later: they must stay empty. */
export interface Turn {
  readonly table: SeedTable;
  readonly later: ReadonlySet<SeedForeignKey>;
}

/**
 * The tables so that each comes after those it refers to. A circle is opened at a foreign key that may be
 * NULL where there is one.
 */
export function orderTables(tables: readonly SeedTable[]): Turn[] {
  const providers = new Map<number, SeedTable[]>();
  for (const table of tables) for (const oid of table.countsFor) providers.set(oid, [...(providers.get(oid) ?? []), table]);
  const waiting = new Set(tables);
  /** The tables that wait for this one. */
  const waiters = new Map<SeedTable, Set<SeedTable>>(tables.map((table) => [table, new Set()]));
  /** How many tables this one waits for. */
  const open = new Map<SeedTable, number>();
  for (const table of tables) {
    const needs = new Set(table.foreignKeys.flatMap((key) => (table.countsFor.includes(key.to) ? [] : (providers.get(key.to) ?? []))));
    open.set(table, needs.size);
    for (const other of needs) waiters.get(other)!.add(table);
  }
  const turns: Turn[] = [];
  const free = tables.filter((table) => open.get(table) === 0);
  while (waiting.size > 0) {
    const table = free.shift() ?? openCircle(waiting, providers);
    if (!waiting.delete(table)) continue;
    turns.push({ table, later: new Set(table.foreignKeys.filter((key) => isLater(table, key, waiting, providers))) });
    for (const waiter of waiters.get(table)!) {
      open.set(waiter, open.get(waiter)! - 1);
      if (open.get(waiter) === 0) free.push(waiter);
    }
  }
  return turns;
}

function isLater(table: SeedTable, key: SeedForeignKey, waiting: ReadonlySet<SeedTable>, providers: ReadonlyMap<number, readonly SeedTable[]>): boolean {
  return !table.countsFor.includes(key.to) && (providers.get(key.to) ?? []).some((other) => other !== table && waiting.has(other));
}

/** A table of a circle that can do without the others for now, or else any. */
function openCircle(waiting: ReadonlySet<SeedTable>, providers: ReadonlyMap<number, readonly SeedTable[]>): SeedTable {
  const [first] = waiting;
  for (const table of waiting) {
    const nullable = (key: SeedForeignKey): boolean => table.columns.some((column) => key.columns.includes(column.name) && !column.notNull);
    if (table.foreignKeys.every((key) => nullable(key) || !isLater(table, key, waiting, providers))) return table;
  }
  return first!;
}
