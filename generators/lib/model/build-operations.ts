import { operationTitle, workingOn } from '../diagnostics';
import type { Operation } from './operation';
import { below, members, type BuildContext, type Located } from './build-context';
import { buildOperation } from './build-operation';
import { buildPathTemplate } from './build-path-template';

const METHODS: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query']);

/** Every operation of every path, in document order. */
export function buildOperations(context: BuildContext): readonly Operation[] {
  const operations = members(context.document.root['paths']).flatMap(([text, value]) => {
    const pointer = below('#/paths', text);
    const item = context.follow(value, pointer);
    if (!item) return [];
    const path = buildPathTemplate(text);
    return methodsOf(context, item, pointer).map(([method, located]) =>
      workingOn(() => operationTitle({ method, path }), () => buildOperation(context, path, method, item, located)));
  });
  return Object.freeze(operations);
}

/** Operations of a path item by method; the pointer goes through the path even behind a `$ref`. */
function methodsOf(context: BuildContext, item: Located, pointer: string): [string, Located][] {
  const fixed = members(item.node)
    .filter(([key]) => METHODS.has(key))
    .map(([key, value]) => [key, value, below(pointer, key)] as const);
  // 3.2 §4.9: methods are written as sent, in any case: `COPY`.
  const additional = members(item.node['additionalOperations'])
    .map(([key, value]) => [key.toLowerCase(), value, below(pointer, 'additionalOperations', key)] as const);
  return [...fixed, ...additional].flatMap(([method, value, place]): [string, Located][] => {
    const located = context.follow(value, place);
    return located ? [[method, { node: located.node, pointer: place }]] : [];
  });
}
