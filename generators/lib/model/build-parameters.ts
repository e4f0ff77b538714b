import type { Parameter, PathTemplate } from './operation';
import { below, list, type BuildContext, type Node } from './build-context';
import { buildParameter } from './build-parameter';
import { ANY_STRING } from './build-schema-location';

/** Header parameters that the specification ignores (3.2 §4.12.2.1): they have places of their own. */
const IGNORED_HEADERS: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization']);

/**
 * Parameters of an operation: those of the path item first, replaced by the operation's own of the
 * same name and location; a template variable nobody declares is a string.
 */
export function buildParameters(
  context: BuildContext,
  path: PathTemplate,
  item: { node: Node; pointer: string },
  operation: { node: Node; pointer: string },
): readonly Parameter[] {
  const byKey = new Map<string, Parameter>();
  for (const [key, parameter] of collect(context, item.node, item.pointer)) byKey.set(key, parameter);
  for (const [key, parameter] of collect(context, operation.node, operation.pointer)) byKey.set(key, parameter);
  const variables = path.segments.flat().flatMap((part) => (part.kind === 'variable' ? [part.name] : []));
  for (const [key, parameter] of byKey) {
    if (parameter.in !== 'path' || variables.includes(parameter.name)) continue;
    context.report('BACKEND_PATH_PARAMETER_UNUSED', operation.node,
      `the path parameter "${parameter.name}" is not in the template ${path.text}; it is left out`, 'Remove it, or put it into the template');
    byKey.delete(key);
  }
  for (const name of variables) {
    if (byKey.has(`path ${name}`)) continue;
    context.report('BACKEND_PATH_PARAMETER_UNDECLARED', operation.node,
      `{${name}} of ${path.text} has no parameter; it is read as a string`, 'Declare it under "parameters" with "in: path"');
    byKey.set(`path ${name}`, undeclared(context, name, operation));
  }
  const all = [...byKey.values()];
  const whole = all.filter((p) => p.in === 'querystring');
  if (whole.length > 1 || (whole.length === 1 && all.some((p) => p.in === 'query'))) {
    context.report('BACKEND_PARAMETER_DUPLICATE', operation.node, 'a parameter "in: querystring" takes the whole query; no other may stand beside it (3.2 §4.12.1)', 'Keep one or the other');
  }
  return Object.freeze(all);
}

function collect(context: BuildContext, owner: Node, pointer: string): Map<string, Parameter> {
  const found = new Map<string, Parameter>();
  list(owner['parameters']).forEach((value, i) => {
    const located = context.follow(value, below(pointer, 'parameters', i));
    const parameter = located && buildParameter(context, located);
    if (!located || !parameter) return;
    const name = parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name;
    if (parameter.in === 'header' && IGNORED_HEADERS.has(name)) {
      context.report('BACKEND_PARAMETER_IGNORED', located.node, `the header parameter "${parameter.name}" is ignored, as the specification says`,
        'It follows from the media types or from "security"');
      return;
    }
    if (parameter.in === 'path' && located.node['required'] !== true) {
      context.report('BACKEND_PATH_PARAMETER_OPTIONAL', located.node, `the path parameter "${parameter.name}" is not "required: true"; it is all the same`, 'Add "required: true"');
    }
    const key = `${parameter.in} ${name}`;
    if (found.has(key)) {
      context.report('BACKEND_PARAMETER_DUPLICATE', located.node, `the ${parameter.in} parameter "${parameter.name}" stands twice; the last one counts`, 'Remove one of them');
    }
    found.set(key, parameter);
  });
  return found;
}

function undeclared(context: BuildContext, name: string, operation: { node: Node; pointer: string }): Parameter {
  const pointer = below(operation.pointer, 'parameters', `{${name}}`);
  return Object.freeze({
    name, in: 'path', required: true, deprecated: false, style: 'simple', explode: false, allowReserved: false,
    allowEmptyValue: false, schema: Object.freeze({ schema: ANY_STRING, pointer: `${pointer}/schema` }), examples: [], pointer,
    origin: context.origin(operation.node),
  } satisfies Parameter);
}
