import { Failure, prototypeKey, repeated } from './failure';
import { tryJson } from './json';
import { replacesPrototype, setOwn } from './own';
import { itemShape, propertyShape, structure } from './shape';
import type { ListShape, ObjectShape, Shape } from './shape';

/**
 * Decoded texts to the declared value. Where a schema allows several kinds (`oneOf: [string,
 * array]`), every candidate is tried in the order given and the first valid one is taken.
 */
export function choose(candidates: readonly unknown[], check: ((value: unknown) => boolean) | undefined): unknown {
  if (candidates.length > 1 && check !== undefined) {
    for (const candidate of candidates) if (!(candidate instanceof Failure) && check(candidate)) return candidate;
  }
  return candidates[0];
}

/** One text. A text for a value that can only be an array or an object is read as JSON, as many clients send it. */
export function fromText(text: string, shape: Shape): unknown {
  if (typeof shape === 'function') return shape(text);
  const declared = structure(shape);
  if (declared.text === undefined) return tryJson(text);
  const plain = declared.text(text);
  if (declared.check === undefined || declared.check(plain)) return plain;
  return choose([plain, tryJson(text)], declared.check);
}

/** A list of texts as an array. */
export function fromList(texts: readonly string[], list: ListShape): unknown {
  const values: unknown[] = [];
  for (let i = 0; i < texts.length; i++) {
    const value = fromText(texts[i]!, itemShape(list, i));
    if (value instanceof Failure) return value;
    values.push(value);
  }
  return values;
}

/**
 * Name, text, name, text, … as an object. A name given twice is an array where one is declared
 * and a failure elsewhere.
 */
export function fromPairs(pairs: readonly string[], object: ObjectShape): unknown {
  const texts = new Map<string, string[]>();
  for (let i = 0; i < pairs.length; i += 2) {
    const known = texts.get(pairs[i]!);
    if (known) known.push(pairs[i + 1]!);
    else texts.set(pairs[i]!, [pairs[i + 1]!]);
  }
  const result: Record<string, unknown> = {};
  for (const [name, values] of texts) {
    const shape = propertyShape(object, name);
    const value = shape === undefined ? onlyText(values) : fromTexts(values, shape);
    if (value instanceof Failure) return value;
    if (replacesPrototype(name, value) && !Object.hasOwn(object.properties, name)) return prototypeKey;
    setOwn(result, name, value);
  }
  return result;
}

/** All texts given under one name. */
export function fromTexts(texts: readonly string[], shape: Shape): unknown {
  const { list, text, object, check } = structure(shape);
  if (list === undefined) return texts.length === 1 ? fromText(texts[0]!, shape) : repeated;
  if (texts.length > 1) return fromList(texts, list);
  const only = texts[0]!;
  const asList = fromList(texts, list);
  if (text === undefined && object === undefined) return asList;
  return choose([text === undefined ? tryJson(only) : text(only), asList], check);
}

/** A name about which the schema says nothing: its text, or all of them. */
function onlyText(texts: readonly string[]): unknown {
  return texts.length === 1 ? texts[0] : [...texts];
}
