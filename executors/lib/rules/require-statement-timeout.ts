import { changesSchema } from './lint/changes-schema';
import type { Rule } from './lint/rule';

/** DDL that may run without end. */
export const rule: Rule = {
  id: 'require-statement-timeout',
  severity: 'info',
  help: 'Run SET statement_timeout first, with a time that the longest statement of the script needs.',
  *check({ node, state }) {
    if (state.statementTimeout || state.reported.has('statement-timeout') || !changesSchema(node)) return;
    state.reported.add('statement-timeout');
    yield { message: 'The statement may hold its locks for as long as it runs, and no statement_timeout is set' };
  },
};
