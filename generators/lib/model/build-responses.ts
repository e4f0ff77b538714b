import type { Response } from './operation';
import { below, given, members, text, type BuildContext, type Node } from './build-context';
import { buildContent } from './build-media-type';
import { buildHeaders } from './build-headers';

/** `200`, `4XX` or `default` (3.2 §4.16). */
const STATUS = /^([1-5]\d\d|[1-5]XX|default)$/;

/** Responses of an operation in document order. */
export function buildResponses(context: BuildContext, operation: Node, pointer: string): readonly Response[] {
  const responses = operation['responses'];
  const built = members(responses).flatMap(([key, value]) => {
    const place = below(pointer, 'responses', key);
    const status = key === 'default' ? key : key.toUpperCase();
    if (!STATUS.test(status)) {
      context.report('BACKEND_RESPONSE_STATUS', [responses as Node, key], `"${key}" is not a status code; it is left out`, 'Write three digits, 4XX, or default');
      return [];
    }
    const located = context.follow(value, place);
    if (!located) return [];
    const { node } = located;
    return [
      Object.freeze({
        status,
        ...given('description', text(node['description'])),
        headers: buildHeaders(context, node['headers'], below(located.pointer, 'headers')),
        content: buildContent(context, node['content'], below(located.pointer, 'content')),
        pointer: located.pointer,
      }),
    ];
  });
  if (built.length === 0) {
    context.report('BACKEND_OPERATION_RESPONSES', operation, 'the operation declares no responses; any reply is allowed', 'Add "responses"',
      context.document.dialect === '2020-12' ? 'info' : 'warning');
  }
  return Object.freeze(built);
}
