import type { ResponseHeader } from './operation';
import { below, given, isNode, members, type BuildContext } from './build-context';
import { buildExamples } from './build-examples';
import { schemaLocation } from './build-schema-location';

/** Headers of a response or of a multipart part (3.2 §4.21); `Content-Type` is not one of them (§4.17.1). */
export function buildHeaders(context: BuildContext, headers: unknown, pointer: string): readonly ResponseHeader[] {
  const built = members(headers).flatMap(([name, value]) => {
    const located = context.follow(value, below(pointer, name));
    if (!located || name.toLowerCase() === 'content-type') return [];
    const { node } = located;
    const [contentType, media] = members(node['content'])[0] ?? [];
    const content = contentType === undefined ? undefined : context.follow(media, below(located.pointer, 'content', contentType));
    const schema = content
      ? schemaLocation(content.node['schema'], below(content.pointer, 'schema'))
      : schemaLocation(node['schema'], below(located.pointer, 'schema'));
    return [
      Object.freeze({
        name,
        required: node['required'] === true,
        explode: node['explode'] === true,
        ...(schema && { schema }),
        ...given('contentType', contentType),
        examples: buildExamples(context, content && isNode(content.node) ? content.node : node, located.pointer),
      }),
    ];
  });
  return Object.freeze(built);
}
