import { qualify } from '../catalog/quote';
import type { Advice } from './shared/advice';
import { objectOf } from './shared/subject';

/** SECURITY DEFINER without a search_path of its own: the caller chooses which objects its names mean, and runs them as the owner. */
export const advice: Advice = {
  id: 'definer-search-path',
  severity: 'warning',
  help: 'Fix the search_path of the function to the schemas it needs, pg_temp last.',
  *check({ catalog }) {
    for (const routine of catalog.routines) {
      // A body of the BEGIN ATOMIC kind is bound to its objects already.
      if (!routine.securityDefiner || routine.sqlBody || routine.settings.some((setting) => setting.startsWith('search_path='))) continue;
      yield { message: `The ${routine.kind} ${qualify(routine)}(${routine.signature}) runs as its owner with the caller's search_path`, object: objectOf(routine) };
    }
  },
};
