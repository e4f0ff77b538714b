import { choose, fromTexts } from './convert';
import { convert } from './delimited';
import { emptyNode, insert, listChildren } from './deep-tree';
import type { DeepNode } from './deep-tree';
import { badStyle, Failure, prototypeKey } from './failure';
import { replacesPrototype, setOwn } from './own';
import type { Decode } from './percent';
import { itemShape, propertyShape, structure } from './shape';
import type { ListShape, ObjectShape, Shape } from './shape';

/**
 * `style: deepObject`: `color[R]=100&color[G]=200`, and what clients make of it where the
 * specification stops: `a[b][c]=d`, `expand[]=x`, `expand[0]=x`, `lines[0][price]=5`.
 * @param pairs decoded name, raw value, …
 * @param prefix length of the parameter's name, after which the brackets begin
 */
export function fromDeep(pairs: readonly string[], prefix: number, shape: Shape, decode: Decode): unknown {
  const root = emptyNode();
  for (let i = 0; i < pairs.length; i += 2) {
    const failure = insert(root, pairs[i]!, prefix, pairs[i + 1]!);
    if (failure) return failure;
  }
  return fromNode(root, shape, decode);
}

/** A node by its shape; without one (an undeclared name) the texts as they were sent. */
export function fromNode(node: DeepNode, shape: Shape | undefined, decode: Decode): unknown {
  const children = node.children;
  if (children === undefined) {
    return convert(node.values, decode, (texts) =>
      shape !== undefined ? fromTexts(texts, shape) : texts.length === 1 ? texts[0] : texts);
  }
  if (node.values.length > 0) return badStyle; // `a=1&a[b]=2`
  if (shape === undefined) {
    const appended = children.has('') ? listChildren(children) : undefined;
    return appended ? listOf(appended, undefined, decode) : objectOf(children, UNDECLARED, decode);
  }
  const { list, object, check } = structure(shape);
  const items = list && listChildren(children);
  const candidates: unknown[] = [];
  if (list && items) candidates.push(listOf(items, list, decode));
  // Without a declared object its names still go to the validator, which tells what is wrong.
  if (candidates.length === 0 || object) candidates.push(objectOf(children, object ?? UNDECLARED, decode));
  return choose(candidates, check);
}

function listOf(nodes: readonly DeepNode[], list: ListShape | undefined, decode: Decode): unknown {
  const values: unknown[] = [];
  for (let i = 0; i < nodes.length; i++) {
    const value = fromNode(nodes[i]!, list && itemShape(list, i), decode);
    if (value instanceof Failure) return value;
    values.push(value);
  }
  return values;
}

function objectOf(children: ReadonlyMap<string, DeepNode>, object: ObjectShape, decode: Decode): unknown {
  const result: Record<string, unknown> = {};
  for (const [name, node] of children) {
    const value = fromNode(node, propertyShape(object, name), decode);
    if (value instanceof Failure) return value;
    if (replacesPrototype(name, value) && !Object.hasOwn(object.properties, name)) return prototypeKey;
    setOwn(result, name, value);
  }
  return result;
}

const UNDECLARED: ObjectShape = { properties: {} };
