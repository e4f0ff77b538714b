import { liftMarks, prepareDiscriminator, uncircle } from './discriminators';
import { requireOfNullable } from './nullable-bases';
import { prepareOperations } from './operations';
import { lookUp, References } from './references';
import { flat, prepareSchema } from './schema';
import { isNode, object, walkDocument } from './walk';
import type { Node } from './walk';

/**
 * Makes a document safe for openapi-typescript, in place. Where a document holds nothing that would
 * break or mislead it, the printed types are the same bytes as without.
 */
export function prepareDocument(root: Node): void {
  const dialect = /^3\.0/.test(String(root['openapi'])) ? '3.0' : '2020-12';
  settleReferences(root);
  prepareOperations(root);
  walkDocument(root, {
    schema: (schema) => prepareSchema(schema, dialect),
    parameter: (parameter) => {
      typeContent(parameter);
      // 3.2: the whole query is one value, which handlers find under the parameter's name.
      if (parameter['in'] === 'querystring') parameter['in'] = 'query';
      tidy(parameter);
      if ('example' in parameter) parameter['example'] = flat(parameter['example']);
    },
    mediaType: (mediaType) => {
      tidy(mediaType);
      if ('example' in mediaType) mediaType['example'] = flat(mediaType['example']);
    },
    operation: tidy,
  });
  settleInheritance(root);
}

function settleInheritance(root: Node): void {
  const resolve = (ref: string): unknown => lookUp(root, ref);
  for (const [name, schema] of Object.entries(object(object(root['components'])['schemas']))) {
    if (isNode(schema)) uncircle(schema, `#/components/schemas/${name}`, resolve);
  }
  walkDocument(root, {
    schema: (schema) => {
      prepareDiscriminator(schema, resolve);
      liftMarks(schema, resolve);
      requireOfNullable(schema, resolve);
      return schema;
    },
    parameter: () => undefined,
    mediaType: () => undefined,
    operation: () => undefined,
  });
}

function settleReferences(root: Node): void {
  const references = new References(root);
  const visitor = {
    schema: (schema: Node) => (references.settle(schema, 'schemas'), schema),
    parameter: () => undefined,
    mediaType: () => undefined,
    operation: () => undefined,
  };
  let components = -1;
  // a component made for one reference may hold further references
  for (let count = countComponents(root); count !== components; count = countComponents(root)) {
    components = count;
    settleOthers(root, references);
    walkDocument(root, visitor);
  }
}

function settleOthers(root: Node, references: References): void {
  for (const [list, kind] of referenceHolders(root)) for (const node of list) references.settle(node, kind);
}

function countComponents(root: Node): number {
  const components = (root['components'] ?? {}) as Record<string, unknown>;
  return Object.values(components).reduce<number>((sum, map) => sum + (map && typeof map === 'object' ? Object.keys(map).length : 0), 0);
}

type Holder = readonly [Node[], 'responses' | 'parameters' | 'requestBodies' | 'headers' | 'pathItems'];

function referenceHolders(root: Node): Holder[] {
  const holders: Holder[] = [];
  const items = [...values(root['paths']), ...values(root['webhooks']), ...values((root['components'] as Node | undefined)?.['pathItems'])];
  holders.push([items, 'pathItems']);
  const operations = items.flatMap((item) => values(item).filter((o) => 'responses' in o || 'requestBody' in o || 'parameters' in o));
  holders.push([[...items, ...operations].flatMap((o) => values(o['parameters'])), 'parameters']);
  holders.push([operations.flatMap((o) => values([o['requestBody']])), 'requestBodies']);
  const responses = operations.flatMap((o) => values(o['responses']));
  holders.push([responses, 'responses']);
  holders.push([[...responses, ...values((root['components'] as Node | undefined)?.['responses'])].flatMap((r) => values(r['headers'])), 'headers']);
  return holders;
}

function values(map: unknown): Node[] {
  if (typeof map !== 'object' || map === null) return [];
  return Object.values(map).filter((v): v is Node => typeof v === 'object' && v !== null && !Array.isArray(v));
}

// A `content` parameter is decoded: its type is the content's, not the text that carries it.
function typeContent(parameter: Node): void {
  if (parameter['schema'] !== undefined || !('in' in parameter)) return;
  const [mediaType] = values(parameter['content']);
  if (mediaType?.['schema'] !== undefined) parameter['schema'] = mediaType['schema'];
}

function tidy(node: Node): void {
  for (const keyword of ['title', 'summary', 'format']) {
    if (keyword in node && typeof node[keyword] !== 'string') delete node[keyword];
  }
  if ('examples' in node) delete node['examples'];
  if ('content' in node) node['content'] = withoutNull(node['content']);
  if ('responses' in node) node['responses'] = withoutNull(node['responses']);
}

function withoutNull(map: unknown): unknown {
  if (typeof map !== 'object' || map === null) return {};
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, value ?? {}]));
}
