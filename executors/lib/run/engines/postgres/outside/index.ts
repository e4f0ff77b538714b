import type { Outside } from '../../../engine';
import { makeOrDropByName } from './by-name';
import { committingBlock } from './committing-block';
import { createIndexConcurrently } from './create-index';
import { detachPartition } from './detach-partition';
import { dropIndexConcurrently } from './drop-index';
import { reindex } from './reindex';
import { repeatable } from './repeatable';
import type { Node } from './statement';

const KINDS = [createIndexConcurrently, dropIndexConcurrently, reindex, detachPartition, makeOrDropByName, repeatable, committingBlock];

/** How to journal a statement that PostgreSQL refuses inside a transaction; undefined for one that it takes there. */
export function outsideStatement(tree: Node): Outside | undefined {
  for (const kind of KINDS) {
    const found = kind(tree);
    if (found) return found;
  }
  return undefined;
}
