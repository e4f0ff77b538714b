import { pick } from './random';

/** A copy of a JSON value with one random change. */
export function mutate(value: unknown, next: () => number): unknown {
  const copy = structuredClone(value);
  const places = placesIn(copy);
  if (places.length === 0 || next() < 0.05) return pick(OTHERS, next);
  const { holder, key } = pick(places, next);
  const change = next();
  if (Array.isArray(holder)) {
    const at = Number(key);
    if (change < 0.3) holder.splice(at, 1);
    else if (change < 0.5) holder.push(holder[at]);
    else holder[at] = other(holder[at], next);
    return copy;
  }
  const object = holder as Record<string, unknown>;
  if (change < 0.35) delete object[key];
  else if (change < 0.45) object[`${key}Extra`] = pick(OTHERS, next);
  else object[key] = other(object[key], next);
  return copy;
}

const OTHERS: readonly unknown[] = [null, true, 0, 1.5, -7, 'text', '', [], ['text'], {}, { a: 1 }];

function other(value: unknown, next: () => number): unknown {
  if (typeof value === 'string' && next() < 0.3) return `${value}x`;
  if (typeof value === 'number' && next() < 0.3) return value + 0.5;
  return pick(OTHERS, next);
}

function placesIn(value: unknown): { holder: object; key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((key) => [{ holder: value, key }, ...placesIn((value as Record<string, unknown>)[key])]);
}
