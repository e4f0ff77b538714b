import type { Operation, PathTemplate } from './operation';
import { given, isNode, list, text, type BuildContext, type Located } from './build-context';
import { buildBasePaths } from './build-base-paths';
import { buildParameters } from './build-parameters';
import { buildRequestBody } from './build-request-body';
import { buildResponses } from './build-responses';
import { buildSecurity } from './build-security';

/** One operation with what its path item and the document say merged in. */
export function buildOperation(
  context: BuildContext,
  path: PathTemplate,
  method: string,
  item: Located,
  operation: Located,
): Operation {
  const { node, pointer } = operation;
  const servers = [node, item.node].find((owner) => list(owner['servers']).some(isNode))?.['servers'];
  const requestBody = buildRequestBody(context, node, pointer);
  const tag = list(node['tags']).find((t) => typeof t === 'string');
  return Object.freeze({
    ...given('operationId', text(node['operationId'])),
    method,
    path,
    ...given('tag', tag),
    ...given('summary', text(node['summary']) ?? text(item.node['summary'])),
    ...given('description', text(node['description']) ?? text(item.node['description'])),
    deprecated: node['deprecated'] === true,
    parameters: buildParameters(context, path, item, operation),
    ...(requestBody && { requestBody }),
    responses: buildResponses(context, node, pointer),
    security: buildSecurity(context, node),
    ...(servers !== undefined && { basePaths: buildBasePaths(servers) }),
    pointer,
    origin: context.origin(node),
  });
}
