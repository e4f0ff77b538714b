import type { Outside } from '../../../engine';
import { fieldsOf, optionNames, type Node } from './statement';

/** Statements that PostgreSQL refuses in a transaction and that may be repeated: after an interruption they run again. */
export function repeatable(tree: Node): Outside | undefined {
  const vacuum = fieldsOf(tree, 'VacuumStmt')?.['is_vacuumcmd'] === true;
  // CLUSTER of all tables.
  const cluster = fieldsOf(tree, 'ClusterStmt');
  const everything = cluster !== undefined && cluster['relation'] === undefined;
  const system = fieldsOf(tree, 'AlterSystemStmt') !== undefined || fieldsOf(tree, 'AlterSubscriptionStmt') !== undefined;
  const tablespace = optionNames(fieldsOf(tree, 'AlterDatabaseStmt')?.['options']).includes('tablespace');
  if (!vacuum && !everything && !system && !tablespace) return undefined;
  return { before: async () => null, settle: async () => ({ state: 'undone' }) };
}
