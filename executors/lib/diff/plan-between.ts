import type { Catalog } from '../catalog/catalog';
import type { Plan } from './change';
import { combineAlters } from './combine-alters';
import { diffCatalogs } from './diff-catalogs';
import { toOnline } from './online/to-online';

/** The difference as it is written: by few statements, or in the form that blocks others least. */
export function planBetween(from: Catalog, to: Catalog, online: boolean): Plan {
  const plan = diffCatalogs(from, to);
  return online ? toOnline(plan, from, to) : { ...plan, statements: combineAlters(plan.statements) };
}
