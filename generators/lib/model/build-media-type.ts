import type { Encoding, MediaType, ParameterStyle } from './operation';
import { below, given, isNode, members, text, type BuildContext, type Node } from './build-context';
import { buildExamples } from './build-examples';
import { buildHeaders } from './build-headers';
import { schemaLocation } from './build-schema-location';

/** `type/subtype`, ranges, structured suffixes and parameters (RFC 9110 §8.3.1, §12.5.1). */
const MEDIA_TYPE = /^[\w!#$&^.+*-]+\/[\w!#$&^.+*-]+(\s*;.*)?$/;

/** Media types of a `content` map, in document order. */
export function buildContent(context: BuildContext, content: unknown, pointer: string): readonly MediaType[] {
  const byName = new Map<string, MediaType>();
  for (const [name, value] of members(content)) {
    const written = name.trim();
    const located = context.follow(value, below(pointer, name));
    if (!located) continue;
    if (!MEDIA_TYPE.test(written)) {
      context.report('BACKEND_MEDIA_TYPE', [content as Node, name], `"${name}" is not a media type; it is left out`, 'Write type/subtype, e.g. application/json');
      continue;
    }
    const mediaType = written.replace(/^[^;]+/, (type) => type.toLowerCase().trimEnd());
    if (byName.has(mediaType)) {
      context.report('BACKEND_MEDIA_TYPE', [content as Node, name], `the media type "${mediaType}" stands twice; the first one counts`, 'Remove one of them');
      continue;
    }
    byName.set(mediaType, buildMediaType(context, mediaType, located.node, located.pointer));
  }
  return Object.freeze([...byName.values()]);
}

function buildMediaType(context: BuildContext, mediaType: string, node: Node, pointer: string): MediaType {
  const schema = schemaLocation(node['schema'], below(pointer, 'schema'));
  const itemSchema = schemaLocation(node['itemSchema'], below(pointer, 'itemSchema'));
  const encoding = members(node['encoding']).flatMap(([name, value]) =>
    isNode(value) ? [[name, buildEncoding(context, value, below(pointer, 'encoding', name))] as const] : [],
  );
  return Object.freeze({
    mediaType,
    ...(schema && { schema }),
    ...(itemSchema && { itemSchema }),
    examples: buildExamples(context, node, pointer),
    encoding: new Map(encoding),
    pointer,
  });
}

function buildEncoding(context: BuildContext, node: Node, pointer: string): Encoding {
  const flag = (key: 'explode' | 'allowReserved') => (typeof node[key] === 'boolean' ? { [key]: node[key] } : {});
  return Object.freeze({
    ...given('contentType', text(node['contentType'])),
    ...(typeof node['style'] === 'string' ? { style: node['style'] as ParameterStyle } : {}),
    ...flag('explode'),
    ...flag('allowReserved'),
    ...given('delimiter', text(node['x-delimiter'])),
    headers: buildHeaders(context, node['headers'], below(pointer, 'headers')),
  });
}
