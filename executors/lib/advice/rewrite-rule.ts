import type { Advice } from './shared/advice';

/** A rule rewrites the statement itself: volatile functions run twice, and RETURNING and COPY do not see it. */
export const advice: Advice = {
  id: 'rewrite-rule',
  severity: 'info',
  help: 'Use a trigger.',
  *check({ catalog }) {
    for (const { name, schema, table } of catalog.rules) yield { message: `The rule "${name}" rewrites statements on "${table}"`, object: `${schema}.${table}` };
  },
};
