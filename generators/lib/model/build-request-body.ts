import type { RequestBody } from './operation';
import { below, given, text, type BuildContext, type Node } from './build-context';
import { buildContent } from './build-media-type';

/** The request body of an operation, or undefined when it has none. */
export function buildRequestBody(context: BuildContext, operation: Node, pointer: string): RequestBody | undefined {
  const located = context.follow(operation['requestBody'], below(pointer, 'requestBody'));
  if (!located) return undefined;
  const { node } = located;
  const content = buildContent(context, node['content'], below(located.pointer, 'content'));
  if (content.length === 0) return undefined;
  return Object.freeze({
    required: node['required'] === true,
    ...given('description', text(node['description'])),
    content,
    pointer: located.pointer,
  });
}
