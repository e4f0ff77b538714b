import { fromPairs, fromTexts } from './convert';
import { convert } from './delimited';
import { badEncoding } from './failure';
import { decodeQuery } from './percent';
import type { Decode } from './percent';
import { structure } from './shape';
import type { Shape } from './shape';

/** `style: form`, exploded: every value sent under the name, `color=blue&color=black`. */
export function fromRepeated(raws: readonly string[], shape: Shape, decode: Decode): unknown {
  return convert(raws, decode, (texts) => fromTexts(texts, shape));
}

/**
 * An exploded object: `R=100&G=200`. Where the schema also allows a text or a list, that one comes
 * under the parameter's own name.
 * @param pairs decoded name, raw value, … of the names that belong to it
 */
export function fromProperties(pairs: readonly string[], name: string, shape: Shape, decode: Decode): unknown {
  const { object, text, list } = structure(shape);
  if ((text || list) && pairs.every((part, i) => i % 2 === 1 || part === name)) {
    return fromRepeated(pairs.filter((_, i) => i % 2 === 1), shape, decode);
  }
  const texts: string[] = [];
  for (let i = 0; i < pairs.length; i += 2) {
    const value = decode(pairs[i + 1]!);
    if (value === undefined) return badEncoding;
    texts.push(pairs[i]!, value);
  }
  return fromPairs(texts, object ?? { properties: {} });
}

/**
 * Exploded cookies in the style `form`. By the letter they are delimited by `&`, inside what a
 * Cookie header takes for one value; other clients send one cookie each. Both are understood:
 * `color=blue&color=black` and `color=blue; color=black`.
 * @param pairs name, raw value, … of the cookies that belong to the parameter
 */
export function ampersandPairs(pairs: readonly string[]): string[] {
  const all: string[] = [];
  for (let i = 0; i < pairs.length; i += 2) {
    const [first, ...more] = pairs[i + 1]!.split('&');
    all.push(pairs[i]!, first!);
    for (const piece of more) {
      const equals = piece.indexOf('=');
      if (equals > 0) all.push(decodeQuery(piece.slice(0, equals)) ?? piece, piece.slice(equals + 1));
      else all[all.length - 1] += `&${piece}`;
    }
  }
  return all;
}

/** The values among name, value, … that stand under `name`. */
export function valuesOf(pairs: readonly string[], name: string): string[] {
  return pairs.filter((_, i) => i % 2 === 1 && pairs[i - 1] === name);
}
