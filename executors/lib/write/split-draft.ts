import type { DraftStatement, MigrationDraft, MigrationPart } from './draft';

/**
 * Splits a migration where a transaction must end. Going back runs the parts in reverse, so each
 * statement of `down` goes to the part whose `up` is about the same object, as far as their order allows.
 */
export function splitDraft({ up, down }: Pick<MigrationDraft, 'up' | 'down'>): MigrationPart[] {
  const groups: { transaction: boolean; up: DraftStatement[]; down: DraftStatement[] }[] = [];
  for (const statement of up) {
    const transaction = !statement.outsideTransaction;
    const last = groups.at(-1);
    // Two statements outside a transaction are two places to stop at: the first may stand when the second fails.
    if (last && last.transaction && transaction && !statement.startsTransaction) last.up.push(statement);
    else groups.push({ transaction, up: [statement], down: [] });
  }
  let part = groups.length - 1;
  for (const statement of down) {
    const own = groups.findLastIndex((group) => statement.object !== undefined && group.up.some(({ object }) => object === statement.object));
    if (own !== -1 && own < part) part = own;
    groups[part]?.down.push(statement);
  }
  return groups;
}
