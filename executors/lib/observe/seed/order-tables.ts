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
  const turns: Turn[] = [];
  const waiting = new Set(tables);
  const ready = (table: SeedTable, key: SeedForeignKey): boolean =>
    table.countsFor.includes(key.to) || ![...waiting].some((other) => other !== table && other.countsFor.includes(key.to));
  const nullable = (table: SeedTable, key: SeedForeignKey): boolean => table.columns.some((column) => key.columns.includes(column.name) && !column.notNull);
  while (waiting.size > 0) {
    const rest = [...waiting];
    const next = rest.filter((table) => table.foreignKeys.every((key) => ready(table, key)));
    // Nobody is ready: a circle.
    const chosen = next.length > 0 ? next : [rest.find((table) => table.foreignKeys.every((key) => ready(table, key) || nullable(table, key))) ?? rest[0]!];
    for (const table of chosen) turns.push({ table, later: new Set(table.foreignKeys.filter((key) => !ready(table, key))) });
    for (const table of chosen) waiting.delete(table);
  }
  return turns;
}
