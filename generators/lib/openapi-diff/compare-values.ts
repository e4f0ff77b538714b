import { from, show, type Comparison, type Context, type Pair } from './comparison';
import { deepEqual } from './deep-equal';
import { child } from './nodes';

/** `type`, `format`, `enum`, `const`, `default`, `deprecated` and x-extensible-enum. */
export function compareValues(comparison: Comparison, pair: Pair, context: Context): void {
  compareTypes(comparison, pair, context);
  addedOrChanged(comparison, pair, context, 'format', ['format-added', 'format-removed', 'format-changed']);
  addedOrChanged(comparison, pair, context, 'const', ['const-added', 'const-removed', 'const-changed']);
  compareEnum(comparison, pair, context);
  const [extensible, now] = [list(pair.old.value, 'x-extensible-enum'), list(pair.now.value, 'x-extensible-enum')];
  for (const value of extensible ?? []) if (now && !now.some((one) => deepEqual(one, value))) comparison.report('extensible-enum-value-removed', at(pair, 'x-extensible-enum'), context, show(value));
  const defaults = at(pair, 'default');
  if (!deepEqual(defaults.old.value, defaults.now.value)) comparison.report(context.parameter ? 'parameter-default-changed' : 'default-changed', defaults, context, from(defaults.old.value, defaults.now.value));
  const deprecated = at(pair, 'deprecated');
  const [was, is] = [deprecated.old.value === true, deprecated.now.value === true];
  if (was !== is) comparison.report(is ? 'property-deprecated' : 'property-reactivated', deprecated, context);
}

/** The keyword on both sides. */
export function at({ old, now }: Pair, keyword: string): Pair {
  return { old: child(old, keyword), now: child(now, keyword) };
}

type Ids = readonly [added: Parameters<Comparison['report']>[0], removed: Parameters<Comparison['report']>[0], changed: Parameters<Comparison['report']>[0]];

/** Reports a keyword that is new, gone or another. */
export function addedOrChanged(comparison: Comparison, pair: Pair, context: Context, keyword: string, [added, removed, changed]: Ids): void {
  const { old, now } = at(pair, keyword);
  if (deepEqual(old.value, now.value)) return;
  const id = old.value === undefined ? added : now.value === undefined ? removed : changed;
  comparison.report(id, { old, now }, context, `${keyword} ${from(old.value, now.value)}`);
}

function list(schema: unknown, keyword: string): readonly unknown[] | undefined {
  const value = (schema as Record<string, unknown> | undefined)?.[keyword];
  return Array.isArray(value) ? value : undefined;
}

function compareEnum(comparison: Comparison, pair: Pair, context: Context): void {
  const place = at(pair, 'enum');
  const [old, now] = [list(pair.old.value, 'enum'), list(pair.now.value, 'enum')];
  if (!old && now) return comparison.report('enum-added', place, context, show(now));
  if (old && !now) return comparison.report('enum-removed', place, context, show(old));
  for (const value of now ?? []) if (!old!.some((one) => deepEqual(one, value))) comparison.report('enum-value-added', place, context, show(value));
  for (const value of old ?? []) if (!now!.some((one) => deepEqual(one, value))) comparison.report('enum-value-removed', place, context, show(value));
}

function typesOf(schema: unknown): ReadonlySet<string> | undefined {
  const type = (schema as Record<string, unknown> | undefined)?.['type'];
  if (typeof type === 'string') return new Set([type]);
  return Array.isArray(type) ? new Set(type as string[]) : undefined;
}

function compareTypes(comparison: Comparison, pair: Pair, context: Context): void {
  const [old, now] = [typesOf(pair.old.value), typesOf(pair.now.value)];
  const place = at(pair, 'type');
  if (!old && !now) return;
  const detail = from(place.old.value, place.now.value);
  if (old && now && old.has('null') !== now.has('null') && old.size > 0) {
    comparison.report(now.has('null') ? 'became-nullable' : 'became-not-nullable', place, context, detail);
  }
  const [before, after] = [without(old), without(now)];
  const narrower = !before || (after !== undefined && [...after].every((type) => covers(before, type)));
  const wider = !after || (before !== undefined && [...before].every((type) => covers(after, type)));
  if (narrower && wider) return;
  comparison.report(wider ? 'type-generalized' : narrower ? 'type-specialized' : 'type-changed', place, context, detail);
}

function without(types: ReadonlySet<string> | undefined): ReadonlySet<string> | undefined {
  return types && new Set([...types].filter((type) => type !== 'null'));
}

/** Every integer is a number. */
function covers(types: ReadonlySet<string>, type: string): boolean {
  return types.has(type) || (type === 'integer' && types.has('number'));
}
