import type { Node } from 'libpg-query';
import type { QualifiedName } from '../catalog/object';
import { pick } from '../rules/lint/tree';

/** The table that a statement alters, indexes or fills; not those it refers to. */
export function tableNamed(node: Node): QualifiedName | undefined {
  const relation = (pick(node, 'AlterTableStmt') ?? pick(node, 'IndexStmt') ?? pick(node, 'InsertStmt') ?? pick(node, 'UpdateStmt'))?.relation;
  return relation?.relname === undefined ? undefined : { schema: relation.schemaname ?? 'public', name: relation.relname };
}
