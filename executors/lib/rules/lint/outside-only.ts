import type { Node } from 'libpg-query';
import { alterations } from './tables';
import { booleanOption, pick } from './tree';

/** What makes a statement one that PostgreSQL runs outside a transaction only. */
export function outsideOnly(node: Node): string | undefined {
  if (pick(node, 'IndexStmt')?.concurrent) return 'CREATE INDEX CONCURRENTLY';
  if (pick(node, 'DropStmt')?.concurrent) return 'DROP INDEX CONCURRENTLY';
  const reindex = pick(node, 'ReindexStmt');
  if (reindex && booleanOption(reindex.params, 'concurrently')) return 'REINDEX CONCURRENTLY';
  if (reindex && /SCHEMA|DATABASE|SYSTEM/.test(reindex.kind ?? '')) return 'REINDEX of more than a table';
  if (alterations(node).some(({ command }) => pick(command.def, 'PartitionCmd')?.concurrent)) return 'DETACH PARTITION CONCURRENTLY';
  if (pick(node, 'VacuumStmt')?.is_vacuumcmd) return 'VACUUM';
  if (pick(node, 'ClusterStmt') && !pick(node, 'ClusterStmt')?.relation) return 'CLUSTER of all tables';
  if (pick(node, 'CreatedbStmt')) return 'CREATE DATABASE';
  if (pick(node, 'DropdbStmt')) return 'DROP DATABASE';
  if (pick(node, 'CreateTableSpaceStmt') ?? pick(node, 'DropTableSpaceStmt')) return 'CREATE or DROP TABLESPACE';
  if (pick(node, 'AlterSystemStmt')) return 'ALTER SYSTEM';
  return undefined;
}
