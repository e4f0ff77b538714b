import { isObject, localRef } from '../refs/pointer';
import { isReference } from '../walk/nodes';
import { lookUp, type Node } from './nodes';

/** Sections that only moved. */
const MOVED: readonly (readonly [string, string])[] = [
  ['#/definitions/', '#/components/schemas/'],
  ['#/parameters/', '#/components/parameters/'],
  ['#/responses/', '#/components/responses/'],
];

/** Points every reference of the upgraded document to where its target stands now. */
export function moveReferences(before: Node, after: Node): void {
  const seen = new Set<object>();
  let places: Map<object, string> | undefined;
  const stack: object[] = [after];
  while (stack.length > 0) {
    const node = stack.pop()!;
    if (seen.has(node)) continue;
    seen.add(node);
    if (isReference(node)) {
      const move = MOVED.find(([from]) => (node.$ref as string).startsWith(from));
      if (move) (node as Node)['$ref'] = move[1] + (node.$ref as string).slice(move[0].length);
      // `#/paths/~1x/get/responses/200/schema`: the schema is the same object, in another place.
      else if (!node.$ref.startsWith('#/components/')) {
        places ??= index(after);
        const target = lookUp(before, node.$ref);
        const place = isObject(target) ? places.get(target) : undefined;
        if (place !== undefined) (node as Node)['$ref'] = place;
      }
    }
    for (const child of Object.values(node)) if (typeof child === 'object' && child !== null) stack.push(child);
  }
}

function index(root: Node): Map<object, string> {
  const places = new Map<object, string>();
  const visit = (node: object, tokens: string[]): void => {
    if (places.has(node)) return;
    places.set(node, localRef(tokens));
    for (const [key, child] of Object.entries(node)) if (typeof child === 'object' && child !== null) visit(child, [...tokens, key]);
  };
  visit(root, []);
  return places;
}
