import type { Severity } from '../../../generators/lib/diagnostics';
import { atLeast, blocks, strongest } from './lint/locks';
import { changesSchema } from './lint/changes-schema';
import type { Rule } from './lint/rule';
import { statementLocks } from './lint/statement-locks';

/** A lock that others wait for, asked for without a limit: while it waits itself, everybody else queues behind it. */
export const rule: Rule = {
  id: 'require-lock-timeout',
  severity: 'warning',
  help: "Run SET lock_timeout = '2s' first, and try again when it expires.",
  *check({ node, statement, state }) {
    if (state.lockTimeout || !changesSchema(node)) return;
    const locks = statementLocks(node, state.facts).filter(({ table }) => !state.createdUnseen.has(table) && !state.facts.table(table)?.temporary);
    const mode = strongest(locks.map((lock) => lock.mode));
    const severity: Severity = mode !== undefined && atLeast(mode, 'SHARE') ? 'warning' : 'info';
    // One word a script is enough; the stronger one may follow the weaker.
    if (state.reported.has(`lock-timeout ${severity}`) || state.reported.has('lock-timeout warning')) return;
    state.reported.add(`lock-timeout ${severity}`);
    const table = locks.find((lock) => lock.mode === mode)?.table;
    yield {
      severity, object: table,
      message: mode === undefined
        ? 'The statement may wait for locks, and no lock_timeout is set'
        : `The statement waits for a lock (${mode}) on "${table}" without a lock_timeout, and ${blocks(mode).join(', ')} of others wait behind it`,
      fix: severity === 'info' ? undefined : `SET lock_timeout = '2s';\n${statement.text};`,
    };
  },
};
