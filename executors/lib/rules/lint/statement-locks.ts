import type { AlterTableCmd, Node, RangeVar } from 'libpg-query';
import type { LockMode } from './locks';
import { LOCK_MODES } from './locks';
import type { SchemaFacts } from './schema-facts';
import { alterations, writtenConstraints } from './tables';
import { all, booleanOption, nameKey, pick, strings, tableKey } from './tree';

/** A lock that a statement takes, as the manual tells it (13.3.1 and the pages of the statements). */
export interface StatementLock {
  /** `schema.table`; of an index whose table nobody knows, the index. */
  readonly table: string;
  readonly mode: LockMode;
}

/** The table locks of a statement, by its tree alone; of several on one table the strongest come last. */
export function statementLocks(node: Node, facts?: SchemaFacts): StatementLock[] {
  return [...ofAlterTable(node), ...ofReferences(node), ...(others(node, facts) ?? [])];
}

const one = (table: RangeVar | undefined, mode: LockMode): StatementLock[] => (table ? [{ table: tableKey(table), mode }] : []);

function ofAlterTable(node: Node): StatementLock[] {
  return alterations(node).flatMap(({ table, command }) => {
    const partition = pick(command.def, 'PartitionCmd');
    if (!partition) return one(table, alterationLock(command));
    const parent = command.subtype === 'AT_DetachPartition' && !partition.concurrent ? 'ACCESS EXCLUSIVE' : 'SHARE UPDATE EXCLUSIVE';
    return [...one(table, parent), ...one(partition.name, 'ACCESS EXCLUSIVE')];
  });
}

/** tablecmds.c, AlterTableGetLockLevel. */
function alterationLock({ subtype = 'AT_AddColumn', def }: AlterTableCmd): LockMode {
  if (/^AT_(SetStatistics|SetOptions|ResetOptions|ClusterOn|DropCluster|SetRelOptions|ResetRelOptions|ValidateConstraint)$/.test(subtype)) return 'SHARE UPDATE EXCLUSIVE';
  if (/^AT_(Enable|Disable)\w*Trig/.test(subtype)) return 'SHARE ROW EXCLUSIVE';
  if (subtype === 'AT_AddConstraint' && pick(def, 'Constraint')?.contype === 'CONSTR_FOREIGN') return 'SHARE ROW EXCLUSIVE';
  return 'ACCESS EXCLUSIVE';
}

/** The tables that new foreign keys point at. */
function ofReferences(node: Node): StatementLock[] {
  return writtenConstraints(node).flatMap(({ constraint }) => (constraint.contype === 'CONSTR_FOREIGN' ? one(constraint.pktable, 'SHARE ROW EXCLUSIVE') : []));
}

function others(node: Node, facts: SchemaFacts | undefined): StatementLock[] | undefined {
  const index = pick(node, 'IndexStmt');
  if (index) return one(index.relation, index.concurrent ? 'SHARE UPDATE EXCLUSIVE' : 'SHARE');
  const create = pick(node, 'CreateStmt');
  if (create) return all(create.inhRelations, 'RangeVar').flatMap((parent) => one(parent, create.partbound ? 'ACCESS EXCLUSIVE' : 'SHARE UPDATE EXCLUSIVE'));
  const drop = pick(node, 'DropStmt');
  if (drop) return ofDrop(drop, facts);
  const rename = pick(node, 'RenameStmt');
  if (rename) return one(rename.relation, rename.renameType === 'OBJECT_INDEX' ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE');
  const lock = pick(node, 'LockStmt');
  if (lock) return all(lock.relations, 'RangeVar').flatMap((table) => one(table, LOCK_MODES[(lock.mode ?? 8) - 1] ?? 'ACCESS EXCLUSIVE'));
  const truncate = pick(node, 'TruncateStmt');
  if (truncate) return all(truncate.relations, 'RangeVar').flatMap((table) => one(table, 'ACCESS EXCLUSIVE'));
  const refresh = pick(node, 'RefreshMatViewStmt');
  if (refresh) return one(refresh.relation, refresh.concurrent ? 'EXCLUSIVE' : 'ACCESS EXCLUSIVE');
  const comment = pick(node, 'CommentStmt');
  if (comment && (comment.objtype === 'OBJECT_TABLE' || comment.objtype === 'OBJECT_COLUMN')) {
    const parts = strings(pick(comment.object, 'List')?.items);
    return [{ table: nameKey(comment.objtype === 'OBJECT_COLUMN' ? parts.slice(0, -1) : parts), mode: 'SHARE UPDATE EXCLUSIVE' }];
  }
  return ofMaintenance(node, facts) ?? ofTableObjects(node) ?? ofData(node);
}

function ofMaintenance(node: Node, facts: SchemaFacts | undefined): StatementLock[] | undefined {
  const vacuum = pick(node, 'VacuumStmt');
  if (vacuum) {
    const mode = booleanOption(vacuum.options, 'full') ? 'ACCESS EXCLUSIVE' : 'SHARE UPDATE EXCLUSIVE';
    return all(vacuum.rels, 'VacuumRelation').flatMap(({ relation }) => one(relation, mode));
  }
  const cluster = pick(node, 'ClusterStmt');
  if (cluster) return one(cluster.relation, 'ACCESS EXCLUSIVE');
  const reindex = pick(node, 'ReindexStmt');
  if (!reindex?.relation) return reindex && [];
  const table = reindex.kind === 'REINDEX_OBJECT_INDEX' ? facts?.index(tableKey(reindex.relation))?.table : undefined;
  return [{ table: table ?? tableKey(reindex.relation), mode: booleanOption(reindex.params, 'concurrently') ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE' }];
}

function ofTableObjects(node: Node): StatementLock[] | undefined {
  const trigger = pick(node, 'CreateTrigStmt');
  if (trigger) return one(trigger.relation, 'SHARE ROW EXCLUSIVE');
  const policy = pick(node, 'CreatePolicyStmt') ?? pick(node, 'AlterPolicyStmt');
  if (policy) return one(policy.table, 'ACCESS EXCLUSIVE');
  const rule = pick(node, 'RuleStmt') ?? pick(node, 'AlterObjectSchemaStmt');
  return rule && one(rule.relation, 'ACCESS EXCLUSIVE');
}

function ofData(node: Node): StatementLock[] | undefined {
  const change = pick(node, 'InsertStmt') ?? pick(node, 'UpdateStmt') ?? pick(node, 'DeleteStmt') ?? pick(node, 'MergeStmt');
  return change && one(change.relation, 'ROW EXCLUSIVE');
}

function ofDrop(drop: NonNullable<ReturnType<typeof pick<'DropStmt'>>>, facts: SchemaFacts | undefined): StatementLock[] {
  const names = all(drop.objects, 'List').map((list) => strings(list.items));
  switch (drop.removeType) {
    case 'OBJECT_INDEX':
      return names.map((name) => ({ table: facts?.index(nameKey(name))?.table ?? nameKey(name), mode: drop.concurrent ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE' }));
    case 'OBJECT_TABLE': case 'OBJECT_VIEW': case 'OBJECT_MATVIEW': case 'OBJECT_FOREIGN_TABLE':
      return names.map((name) => ({ table: nameKey(name), mode: 'ACCESS EXCLUSIVE' }));
    case 'OBJECT_TRIGGER': case 'OBJECT_POLICY': case 'OBJECT_RULE':
      return names.map((name) => ({ table: nameKey(name.slice(0, -1)), mode: 'ACCESS EXCLUSIVE' }));
    default:
      return [];
  }
}
