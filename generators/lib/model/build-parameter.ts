import type { Parameter, ParameterLocation, ParameterStyle } from './operation';
import { below, given, members, text, type BuildContext, type Located } from './build-context';
import { buildExamples } from './build-examples';
import { ANY_STRING, schemaLocation } from './build-schema-location';

/** Styles by location, the default first (3.2 §4.12.2). */
export const STYLES: Readonly<Record<ParameterLocation, readonly ParameterStyle[]>> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form', 'cookie'],
  querystring: ['form'],
};

/** Media types of `content` that the generated code decodes, or leaves alone as it should. */
const DECODED = /^(?:application\/json|[^;]*\+json|application\/x-www-form-urlencoded|text\/(?!xml)[^;]*)\s*(?:;|$)/;

/**
 * A parameter with its defaults filled in. Undefined, with a diagnostic, when it has no usable name
 * or location.
 */
export function buildParameter(context: BuildContext, { node, pointer }: Located): Parameter | undefined {
  const { name } = node;
  const location = node['in'] as ParameterLocation;
  if (typeof name !== 'string' || name === '' && location !== 'querystring') {
    context.report('BACKEND_OPENAPI_UNUSABLE', node, 'a parameter has no name', 'Add "name"');
    return undefined;
  }
  if (!Object.hasOwn(STYLES, location)) {
    const help = location === ('body' as string) || location === ('formData' as string) ? 'OpenAPI 3 has "requestBody" for that' : 'It is one of path, query, header, cookie';
    context.report('BACKEND_OPENAPI_UNUSABLE', [node, 'in'], `the parameter "${name}" has no known location: in is ${JSON.stringify(location)}`, help);
    return undefined;
  }
  const content = buildParameterContent(context, node, pointer);
  const own = schemaLocation(node['schema'], below(pointer, 'schema'));
  if (own && content) {
    context.report('BACKEND_PARAMETER_SCHEMA', node, `the parameter "${name}" has both "schema" and "content"; "content" counts`, 'Remove one of them');
  } else if (!own && !content) {
    context.report('BACKEND_PARAMETER_SCHEMA', node, `the parameter "${name}" has neither "schema" nor "content"; it is read as a string`, 'Add a schema');
  }
  if (content && !DECODED.test(content.contentType)) {
    context.report('BACKEND_SCHEMA_CONTENT_UNREAD', [node, 'content'], `the ${location} parameter "${name}" is ${content.contentType}, which is not decoded; it is read as text`,
      'Use application/json, or a string that the handler parses');
  }
  const style = styleOf(context, name, location, node);
  const explode = typeof node['explode'] === 'boolean' ? node['explode'] : style === 'form' || style === 'cookie';
  return Object.freeze({
    name,
    in: location,
    required: location === 'path' || node['required'] === true,
    deprecated: node['deprecated'] === true,
    ...given('description', text(node['description'])),
    style,
    explode,
    allowReserved: node['allowReserved'] === true,
    allowEmptyValue: node['allowEmptyValue'] === true,
    ...given('delimiter', text(node['x-delimiter'])),
    schema: content?.schema ?? own ?? Object.freeze({ schema: content ? true : ANY_STRING, pointer: below(pointer, 'schema') }),
    ...given('contentType', content?.contentType),
    examples: content ? content.examples : buildExamples(context, node, pointer),
    pointer,
    origin: context.origin(node),
  });
}

function buildParameterContent(context: BuildContext, node: Located['node'], pointer: string) {
  const [contentType, media] = members(node['content'])[0] ?? [];
  if (contentType === undefined) return undefined;
  const located = context.follow(media, below(pointer, 'content', contentType));
  if (!located) return undefined;
  return {
    contentType: contentType.toLowerCase(),
    schema: schemaLocation(located.node['schema'], below(located.pointer, 'schema')),
    examples: buildExamples(context, located.node, located.pointer),
  };
}

function styleOf(context: BuildContext, name: string, location: ParameterLocation, node: Located['node']): ParameterStyle {
  const [fallback] = STYLES[location] as [ParameterStyle];
  const style = node['style'];
  if (style === undefined) return fallback;
  if (STYLES[location].includes(style as ParameterStyle)) return style as ParameterStyle;
  context.report('BACKEND_PARAMETER_STYLE', [node, 'style'],
    `the ${location} parameter "${name}" cannot have the style ${JSON.stringify(style)}; "${fallback}" is used`,
    `Styles in ${location}: ${STYLES[location].join(', ')}`);
  return fallback;
}
