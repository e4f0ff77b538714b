import { atLeast } from './lint/locks';
import { rewrites } from './lint/rewrites';
import type { Rule } from './lint/rule';

/** A rewrite or an index build in a transaction that already locks another table: both are locked for as long as it takes. */
export const rule: Rule = {
  id: 'rewriting-while-holding-lock',
  severity: 'error',
  help: 'Put the statement into a transaction of its own.',
  *check({ node, state }) {
    const held = [...state.held].find(([, mode]) => atLeast(mode, 'SHARE'));
    if (!held) return;
    for (const { table, why } of rewrites(node, state.facts)) {
      if (state.isEmpty(table)) continue;
      yield { message: `"${table}" is written (${why}) while the transaction holds a lock (${held[1]}) on "${held[0]}" from an earlier statement`, object: table };
    }
  },
};
