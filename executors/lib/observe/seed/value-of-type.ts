import { quoteLiteral } from '../../catalog/quote';
import type { SeedType } from './read-tables';
import { textOfType } from './text-of-type';

/**
 * SQL of a value of a type: another one for each number, as far as the type has so many.
 * `undefined` where we know none.
 */
export function valueOfType(types: ReadonlyMap<number, SeedType>, oid: number, modifier: number, number: number): string | undefined {
  const type = types.get(oid);
  if (!type) return undefined;
  const cast = (text: string): string => `${quoteLiteral(text)}::${type.sql}`;
  if (type.element !== null) {
    const element = valueOfType(types, type.element, modifier, number);
    return element && `ARRAY[${element}]::${type.sql}`;
  }
  switch (type.kind) {
    case 'e': return type.labels.length === 0 ? undefined : cast(type.labels[number % type.labels.length]!);
    case 'd': {
      const base = type.base === null ? undefined : valueOfType(types, type.base, type.baseModifier, number);
      return base && `${base}::${type.sql}`;
    }
    case 'c': {
      const fields = type.attributes.map((attribute) => valueOfType(types, attribute.type, attribute.modifier, number));
      return fields.includes(undefined) ? undefined : `ROW(${fields.join(', ')})::${type.sql}`;
    }
    case 'r': case 'm': {
      // Two numbers a range, so that no two ranges overlap.
      const [low, high] = [number * 2, number * 2 + 1].map((bound) => (type.subtype === null ? undefined : valueOfType(types, type.subtype, -1, bound)));
      const range = low && high && `[${low.replace(/^'|'::.*$/g, '')},${high.replace(/^'|'::.*$/g, '')})`;
      return range && !/['"\\]/.test(range) ? cast(type.kind === 'm' ? `{${range}}` : range) : undefined;
    }
    default: {
      const text = textOfType(type.name, modifier, number);
      return text === undefined ? undefined : cast(text);
    }
  }
}
