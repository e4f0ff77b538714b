import type { Value } from '../values/value';

/** The properties of an object that are known, spreads of known objects included, later ones winning. */
export function entriesOf(value: Value | undefined): [string, Value][] {
  if (value?.kind === 'union') return entriesOf(value.members.find((m) => m.kind === 'object'));
  if (value?.kind !== 'object') return [];
  const found = new Map<string, Value>();
  for (const [key, inherited] of value.base === undefined ? [] : entriesOf(value.base)) found.set(key, inherited);
  for (const layer of value.layers) {
    for (const [key, property] of 'props' in layer ? layer.props : entriesOf(layer.spread)) {
      found.delete(key);
      found.set(key, property);
    }
  }
  return [...found];
}

/** True when an object may have properties that are not known. */
export function isOpen(value: Value | undefined): boolean {
  return value?.kind !== 'object' || value.layers.some((layer) => 'spread' in layer && isOpen(layer.spread));
}

export function propertyOf(value: Value | undefined, key: string): Value | undefined {
  return entriesOf(value).find(([name]) => name === key)?.[1];
}
