import type { Change } from './change';
import { comparePaths, compareWebhooks } from './compare-paths';
import { compareRest } from './compare-rest';
import { compareSecuritySchemes } from './compare-security';
import { at } from './compare-values';
import { Comparison } from './comparison';
import type { Json } from './nodes';

export type { Change } from './change';
export { RULES, isBreaking, type Direction, type RuleId } from './rules';
export { differences, type Difference } from './structural';

/**
 * What has changed from one document to another, and which of it can break clients. Both are
 * OpenAPI 3.1 as plain JSON (upgrade older ones first), with local references only. No change at
 * all means that they say the same, down to descriptions and examples; the order of members, of
 * parameters and of sets such as `required` says nothing.
 */
export function diffDocuments(before: Json, after: Json): Change[] {
  const comparison = new Comparison(before, after);
  const root = { old: { value: before, pointer: '' }, now: { value: after, pointer: '' } };
  comparePaths(comparison, at(root, 'paths'));
  compareWebhooks(comparison, at(root, 'webhooks'));
  compareSecuritySchemes(comparison, at(at(root, 'components'), 'securitySchemes'));
  return [...comparison.changes, ...compareRest(before, after, comparison.changes)];
}
