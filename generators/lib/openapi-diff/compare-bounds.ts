import { from, type Comparison, type Context, type Pair } from './comparison';
import { addedOrChanged, at } from './compare-values';
import type { RuleId } from './rules';

const UPPER = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties', 'maxContains'];
const LOWER = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties', 'minContains'];
/** Lower bounds that are so without being said. */
const ZERO = new Set(['minLength', 'minItems', 'minProperties']);

/** Numbers that limit others, and `pattern`, `multipleOf`, `uniqueItems`. */
export function compareBounds(comparison: Comparison, pair: Pair, context: Context): void {
  for (const keyword of UPPER) compareBound(comparison, at(pair, keyword), context, keyword, 'upper');
  for (const keyword of LOWER) compareBound(comparison, at(pair, keyword), context, keyword, 'lower');
  comparePattern(comparison, pair, context);
  addedOrChanged(comparison, pair, context, 'multipleOf', ['multiple-of-added', 'multiple-of-removed', 'multiple-of-changed']);
  const unique = at(pair, 'uniqueItems');
  const [was, is] = [unique.old.value === true, unique.now.value === true];
  if (was !== is) comparison.report(is ? 'unique-items-set' : 'unique-items-removed', unique, context);
}

function compareBound(comparison: Comparison, pair: Pair, context: Context, keyword: string, side: 'upper' | 'lower'): void {
  const value = (given: unknown): unknown => (given === 0 && ZERO.has(keyword) ? undefined : given);
  const [old, now] = [value(pair.old.value), value(pair.now.value)];
  if (old === now) return;
  const fact = old === undefined ? 'set' : now === undefined ? 'removed' : Number(now) > Number(old) ? 'increased' : 'decreased';
  comparison.report(`${side}-bound-${fact}` as RuleId, pair, context, `${keyword} ${from(old, now)}`);
}

function comparePattern(comparison: Comparison, pair: Pair, context: Context): void {
  const pattern = at(pair, 'pattern');
  if (pattern.old.value !== undefined && /^\^?\.\*\$?$/.test(String(pattern.now.value)) && pattern.old.value !== pattern.now.value) {
    return comparison.report('pattern-generalized', pattern, context, from(pattern.old.value, pattern.now.value));
  }
  addedOrChanged(comparison, pair, context, 'pattern', ['pattern-added', 'pattern-removed', 'pattern-changed']);
}
