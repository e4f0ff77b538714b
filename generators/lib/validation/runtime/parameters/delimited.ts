import { choose, fromList, fromPairs } from './convert';
import { badEncoding, badStyle, Failure } from './failure';
import type { Decode } from './percent';
import { structure } from './shape';
import type { Shape } from './shape';

/**
 * A value written as one text with delimiters (RFC 6570 §3.2.1 and the table of OpenAPI 3.2
 * §4.12.6): split before it is decoded, so `a%2Cb,c` has two items.
 * @param named true when an object is written `R=100,G=200`, false for `R,100,G,200`
 */
export function fromDelimited(raw: string, delimiter: string | RegExp, named: boolean, shape: Shape, decode: Decode): unknown {
  const { text, list, object, check } = structure(shape);
  if (list && !text && !object) return convert(raw.split(delimiter), decode, (texts) => fromList(texts, list));
  const plain = text && (() => convert([raw], decode, ([only]) => text(only!)));
  const array = list && (() => convert(raw.split(delimiter), decode, (texts) => fromList(texts, list)));
  const record = object && (() => {
    const pairs = raw === '' ? [] : named ? splitNamed(raw.split(delimiter)) : raw.split(delimiter);
    return pairs === undefined || pairs.length % 2 === 1 ? badStyle : convert(pairs, decode, (texts) => fromPairs(texts, object));
  });
  // Where a delimiter stands a structure is meant rather than a text.
  const plainFirst = raw.search(delimiter) === -1;
  const ways = plainFirst ? [plain, array, record] : [array, record, plain];
  const candidates = ways.flatMap((way) => (way ? [way()] : []));
  return choose(candidates, check);
}

/** Decodes every text, then goes on with `next`. */
export function convert(raws: readonly string[], decode: Decode, next: (texts: string[]) => unknown): unknown {
  const texts: string[] = [];
  for (const raw of raws) {
    const text = decode(raw);
    if (text === undefined) return badEncoding;
    texts.push(text);
  }
  return next(texts);
}

/** `['R=100', 'G=200']` as name, value, name, value; undefined when a piece has no `=`. */
function splitNamed(pieces: readonly string[]): string[] | undefined {
  const pairs: string[] = [];
  for (const piece of pieces) {
    const equals = piece.indexOf('=');
    if (equals === -1) return undefined;
    pairs.push(piece.slice(0, equals), piece.slice(equals + 1));
  }
  return pairs;
}

/** True for a value that could not be decoded. */
export function failed(value: unknown): value is Failure {
  return value instanceof Failure;
}

/** `search` and `split` need no flag `g`; a space may be sent as `+` (WHATWG) or `%20` (RFC 3986). */
export const SPACE = /%20|[+ ]/;
export const PIPE = /\||%7C/i;
export const TAB = /\t|%09/;
