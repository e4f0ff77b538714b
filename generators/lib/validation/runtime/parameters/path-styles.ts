import { choose, fromList, fromPairs } from './convert';
import { convert, fromDelimited } from './delimited';
import { badStyle } from './failure';
import { decodePercent } from './percent';
import { structure } from './shape';
import type { Shape } from './shape';

/**
 * `style: label`: `.blue`, `.blue,black` or, exploded, `.blue.black`, `.R=100.G=200`.
 * @param periods true for documents of 3.0.0–3.0.3 and 3.1.0, whose table delimits with periods
 *   even without explode; a comma is then understood too
 */
export function fromLabel(raw: string, explode: boolean, periods: boolean, shape: Shape): unknown {
  if (!raw.startsWith('.')) return badStyle;
  const rest = raw.slice(1);
  const delimiter = explode || (periods && !rest.includes(',')) ? '.' : ',';
  return fromDelimited(rest, delimiter, explode, shape, decodePercent);
}

/** `style: matrix`: `;color=blue`, `;color=blue,black` or, exploded, `;color=blue;color=black`, `;R=100;G=200`. */
export function fromMatrix(raw: string, name: string, explode: boolean, shape: Shape): unknown {
  if (!raw.startsWith(';')) return badStyle;
  const pairs: string[] = [];
  for (const piece of raw.slice(1).split(';')) {
    const equals = piece.indexOf('=');
    pairs.push(equals === -1 ? piece : piece.slice(0, equals), equals === -1 ? '' : piece.slice(equals + 1));
  }
  const own = pairs.every((part, i) => i % 2 === 1 || decodePercent(part) === name);
  const { text, list, object, check } = structure(shape);
  if (!explode) return own && pairs.length === 2 ? fromDelimited(pairs[1]!, ',', false, shape, decodePercent) : badStyle;
  const candidates: unknown[] = [];
  const values = pairs.filter((_, i) => i % 2 === 1);
  if (own && text && values.length === 1) candidates.push(convert(values, decodePercent, ([only]) => text(only!)));
  if (own && list) candidates.push(convert(values, decodePercent, (texts) => fromList(texts, list)));
  if (object) candidates.push(convert(pairs, decodePercent, (texts) => fromPairs(texts, object)));
  return candidates.length === 0 ? badStyle : choose(candidates, check);
}

