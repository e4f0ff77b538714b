import type { Kind } from '../shapes';
import { checkDocument, checkPaths } from './check-document';
import { checkCollectionFormat } from './check-collection-format';
import { repairParameter } from './repair-parameter';
import { repairRequestBody, repairResponse } from './repair-content';
import { repairType } from './repair-type';
import { repairSecurityScheme } from './repair-security-scheme';
import type { Walker } from './walker';

/** Looks at one object of a kind; may repair it in place. */
export type Check = (walker: Walker, node: Record<string, unknown>) => void;

/** What a table cannot say, looked at before the fields are: leftovers of 2.0 are put where they belong. */
export const CHECKS: Partial<Record<Kind, Check>> = {
  document: checkDocument,
  document2: checkDocument,
  paths: checkPaths,
  paths2: checkPaths,
  parameter: repairParameter,
  parameter2: repairSimple,
  items2: repairSimple,
  header: repairParameter,
  requestBody: repairRequestBody,
  response: repairResponse,
  securityScheme: repairSecurityScheme,
};

/** Parameters, items and headers of 2.0 hold their type themselves; a body parameter has none. */
function repairSimple(walker: Walker, node: Record<string, unknown>): void {
  if (node['type'] !== undefined) repairType(walker, node);
  checkCollectionFormat(walker, node);
}
