import { code, join, key, lit } from '../../code';
import type { Code, Name } from '../../code';
import type { EmitContext } from '../../emit/context';
import type { BundledDocument, Operation, PathTemplate } from '../../model';
import { routePath } from '../shared/route-path';

/** Imports a decorator and answers its name: those of @nestjs/swagger, or of the runtime. */
export interface SwaggerNames {
  swagger(name: string): Name;
  runtime(name: string): Name;
}

type Node = Readonly<Record<string, unknown>>;

/** Members of an operation that have decorators of their own, or that Nest decides. */
const APART = new Set(['parameters', 'requestBody', 'responses', 'security', 'tags', 'servers', 'operationId', 'summary']);

/**
 * The decorators by which `SwaggerModule.createDocument` gives an operation back as the document has it.
 * @param tag the controller's, which comes of itself
 * @param base where its path is mounted
 */
export function operationDecorators(operation: Operation, tag: string | undefined, base: string, context: EmitContext, names: SwaggerNames): Code[] {
  const { document } = context.api;
  const node = objectAt(document, operation.pointer);
  const parameters = operation.parameters.map(({ pointer }) => objectAt(document, pointer));
  return [
    code`@${names.swagger('ApiOperation')}(${options({ ...operationFacts(operation, node, tag, document), ...ownPath(operation.path, base) })})`,
    // Method decorators apply from the last to the first, and parameters are listed as they were applied.
    ...parameters.map((parameter) => parameterDecorator(parameter, names)).reverse(),
    ...operation.responses.map(({ status, pointer }) => responseDecorator(status, objectAt(document, pointer), names)),
    ...operation.security.map((alternative) => code`@${names.swagger('ApiSecurity')}(${lit(Object.fromEntries(alternative.map(({ scheme, scopes }) => [scheme, scopes])))})`).reverse(),
  ];
}

function operationFacts(operation: Operation, node: Node, tag: string | undefined, document: BundledDocument): Node {
  const tags = Array.isArray(node['tags']) ? (node['tags'] as unknown[]) : [];
  // What the application asks for everywhere is not asked for where the document says so.
  const open = operation.security.length === 0 && (node['security'] !== undefined || document.root['security'] !== undefined);
  return {
    ...(operation.operationId !== undefined && { operationId: operation.operationId }),
    ...(operation.summary !== undefined && { summary: operation.summary }),
    ...Object.fromEntries(Object.entries(node).filter(([name]) => !APART.has(name))),
    ...(operation.requestBody && { requestBody: objectAt(document, operation.requestBody.pointer) }),
    ...(tags.length === 1 && tags[0] === tag ? {} : { tags }),
    ...(open && { security: [] }),
  };
}

/** The path where the router has other words for it: `{user-id}`, `/a b`, `/users?beta=true`. */
function ownPath(path: PathTemplate, base: string): { path?: string } {
  const routed = routePath(path, 'path-to-regexp-8').replace(/\\(.)/g, '$1').replace(/:"(\w+)"/g, ':$1');
  const plain = path.text.replace(/\{([^{}]*)\}/g, ':$1');
  if (path.query === undefined && routed === plain && (path.text === '/' || !path.text.endsWith('/'))) return {};
  const query = (path.query ?? []).map(({ name, value }) => `${name}=${value}`).join('&');
  return { path: base + path.text + (query === '' ? '' : `?${query}`) };
}

/** What `@ApiHeader` hands on; it makes a string of every schema that names no type. */
const OF_HEADERS = new Set(['name', 'in', 'description', 'required', 'deprecated', 'allowEmptyValue', 'style', 'explode', 'allowReserved', 'content', 'examples', 'schema']);

function parameterDecorator(node: Node, names: SwaggerNames): Code {
  const { example, ...others } = node;
  const schema = node['schema'] as Node | undefined;
  // The module takes `example` for the schema's and drops it.
  const parameter: Node = { ...others, required: node['required'] === true, ...(example !== undefined && { examples: { default: { value: example } } }) };
  const { in: place, ...placed } = parameter;
  if (place === 'path') return code`@${names.swagger('ApiParam')}(${options(placed)})`;
  if (place === 'query') return code`@${names.swagger('ApiQuery')}(${options(placed)})`;
  const plain = Object.keys(parameter).every((name) => OF_HEADERS.has(name)) && (schema === undefined || typeof schema['type'] === 'string');
  if (place === 'header' && plain) return code`@${names.swagger('ApiHeader')}(${options(placed)})`;
  return code`@${names.runtime('ApiParameter')}(${lit(parameter)})`;
}

function responseDecorator(status: string, node: Node, names: SwaggerNames): Code {
  const named = /^\d{3}$/.test(status) ? Number(status) : status === 'default' ? status : status.toUpperCase();
  return code`@${names.swagger('ApiResponse')}(${options({ status: named, ...node })})`;
}

const TYPED: Readonly<Record<string, (value: unknown) => boolean>> = {
  operationId: isText, summary: isText, description: isText, name: isText,
  deprecated: isFlag, required: isFlag, status: () => true, tags: (value) => Array.isArray(value) && value.every(isText),
};

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isFlag(value: unknown): boolean {
  return typeof value === 'boolean';
}

/** A decorator's options. Its types know neither `x-` members nor all of JSON Schema: what has them is cast. */
function options(node: Node): Code {
  const entries = Object.entries(node);
  const isTyped = ([name, value]: [string, unknown]): boolean => Object.hasOwn(TYPED, name) && TYPED[name]!(value);
  const typed = entries.filter(isTyped).map(([name, value]) => code`${key(name)}: ${lit(value)}`);
  const others = entries.filter((entry) => !isTyped(entry));
  return code`{ ${join([...typed, ...(others.length > 0 ? [code`...(${lit(Object.fromEntries(others))} as object)`] : [])], ', ')} }`;
}

/** An object of the document by its pointer, behind its `$ref`. */
function objectAt(document: BundledDocument, pointer: string): Node {
  const node = document.resolve(pointer);
  return typeof node === 'object' && node !== null ? (node as Node) : {};
}
