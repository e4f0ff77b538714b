import { isNode, members, type BuildContext, type Node } from './build-context';

/**
 * Values of `example` and `examples` of a media type, parameter or header (3.2 §4.19). Serialized and
 * external ones are left out: they are text or elsewhere.
 */
export function buildExamples(context: BuildContext, node: Node, pointer: string): readonly unknown[] {
  const found: unknown[] = [];
  if (node['example'] !== undefined) found.push(node['example']);
  for (const [, value] of members(node['examples'])) {
    const example = context.follow(value, pointer)?.node;
    if (!isNode(example)) continue;
    if (example['dataValue'] !== undefined) found.push(example['dataValue']);
    else if (example['value'] !== undefined) found.push(example['value']);
  }
  return Object.freeze(found);
}
