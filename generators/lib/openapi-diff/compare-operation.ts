import { compareParameters } from './compare-parameters';
import { compareRequestBody } from './compare-body';
import { compareResponses } from './compare-responses';
import { compareOperationSecurity } from './compare-security';
import { at } from './compare-values';
import { from, show, type Comparison, type Context, type Pair } from './comparison';
import { compareCallbacks } from './compare-paths';
import { deepEqual } from './deep-equal';
import { isObject, members, type Node } from './nodes';

/** @param items the path items that hold the operation, whose parameters are its own too */
export function compareOperation(comparison: Comparison, pair: Pair, items: Pair, name: string, mirrored: boolean): void {
  const context: Context = { operation: name, direction: 'none' };
  const [request, response]: [Context, Context] = [{ ...context, direction: mirrored ? 'response' : 'request' }, { ...context, direction: mirrored ? 'request' : 'response' }];
  compareFacts(comparison, pair, context);
  compareParameters(comparison, pair, items, request);
  compareRequestBody(comparison, at(pair, 'requestBody'), request);
  compareResponses(comparison, at(pair, 'responses'), response);
  compareOperationSecurity(comparison, pair, context);
  compareCallbacks(comparison, at(pair, 'callbacks'), name, !mirrored);
}

function compareFacts(comparison: Comparison, pair: Pair, context: Context): void {
  const deprecated = at(pair, 'deprecated');
  const [was, is] = [deprecated.old.value === true, deprecated.now.value === true];
  if (was !== is) comparison.report(is ? 'operation-deprecated' : 'operation-reactivated', deprecated, context);
  const id = at(pair, 'operationId');
  if (id.old.value !== id.now.value) comparison.report('operation-id-changed', id, context, from(id.old.value, id.now.value));
  const tags = at(pair, 'tags');
  const sorted = ({ value }: Node): unknown => (Array.isArray(value) ? [...(value as string[])].sort() : []);
  if (!deepEqual(sorted(tags.old), sorted(tags.now))) comparison.report('operation-tags-changed', tags, context, from(tags.old.value, tags.now.value));
  const sunset = at(pair, 'x-sunset');
  if (sunset.old.value !== undefined && sunset.now.value === undefined && is) comparison.report('sunset-removed', sunset, context, show(sunset.old.value));
  const stability = at(pair, 'x-stability-level');
  if (level(stability.now) < level(stability.old)) comparison.report('stability-decreased', stability, context, from(stability.old.value, stability.now.value));
}

/** `x-stability-level` as oasdiff reads it; what has none is stable. */
const LEVELS = ['draft', 'alpha', 'beta', 'stable'];

function level({ value }: Node): number {
  const index = LEVELS.indexOf(String(value));
  return index === -1 ? LEVELS.length - 1 : index;
}

/** `GET`, `POST`… of a path item, with the members that are operations. */
export function methodsOf(item: Node): readonly string[] {
  return members(item).filter((key) => METHODS.has(key) && isObject((item.value as Record<string, unknown>)[key]));
}

const METHODS: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query']);
