import { compareContent } from './compare-content';
import { at } from './compare-values';
import type { Comparison, Context, Pair } from './comparison';
import { follow, isObject } from './nodes';

export function compareRequestBody(comparison: Comparison, given: Pair, context: Context): void {
  const pair = { old: follow(comparison.before, given.old), now: follow(comparison.after, given.now) };
  const [old, now] = [pair.old.value, pair.now.value];
  if (old === undefined && now === undefined) return;
  const required = isObject(now) && now['required'] === true;
  if (old === undefined) return comparison.report(required ? 'required-body-added' : 'optional-body-added', given, context);
  if (now === undefined) return comparison.report('body-removed', given, context);
  if (!comparison.first(pair, context)) return;
  const was = isObject(old) && old['required'] === true;
  if (was !== required) comparison.report(required ? 'body-became-required' : 'body-became-optional', at(pair, 'required'), context);
  compareContent(comparison, at(pair, 'content'), context);
}
