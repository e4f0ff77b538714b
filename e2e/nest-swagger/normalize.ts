type Node = Record<string, any>;

const METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch']);

/**
 * A document as one says what another says: references to parameters, bodies and replies followed,
 * path-level parameters in their operations, defaults left out, lists whose order means nothing sorted.
 * @param base put before every path
 */
export function normalize(document: Node, base = ''): Node {
  const paths = Object.entries((document['paths'] ?? {}) as Node).map(([path, item]) => [base + path, pathItem(follow(item, document), document)] as const);
  return { paths: Object.fromEntries(paths.filter(([, item]) => Object.keys(item).length > 0)), schemas: plain(document['components']?.schemas ?? {}) };
}

function pathItem(item: Node, document: Node): Node {
  const shared: Node[] = (item['parameters'] ?? []).map((node: Node) => follow(node, document));
  return Object.fromEntries(Object.entries(item).filter(([method]) => METHODS.has(method)).map(([method, operation]) => [method, normalizeOperation(operation, shared, document)]));
}

function normalizeOperation(given: Node, shared: readonly Node[], document: Node): Node {
  const { servers: _servers, parameters: own = [], requestBody, responses = {}, security, tags = [], summary = '', deprecated = false, ...others } = given;
  const parameters: Node[] = own.map((node: Node) => follow(node, document));
  const inherited = shared.filter((a) => !parameters.some((b) => b['name'] === a['name'] && b['in'] === a['in']));
  // Documents have parameters that the specification wants ignored.
  const counted = [...inherited, ...parameters].filter(({ in: place, name }) => place !== 'header' || !/^(accept|content-type|authorization)$/i.test(name));
  return plain({
    ...others, summary, deprecated, tags,
    parameters: counted.map(parameter).sort((a, b) => (key(a) < key(b) ? -1 : 1)),
    requestBody: requestBody && follow(requestBody, document),
    responses: Object.fromEntries(Object.entries(responses as Node).filter(([status]) => !status.startsWith('x-')).map(([status, node]) => [status.toLowerCase(), follow(node, document)])),
    security: alternatives(security ?? document['security'] ?? []),
  });
}

function parameter({ example, ...node }: Node): Node {
  return { ...node, required: node['required'] ?? false, ...(example === undefined ? {} : { examples: { default: { value: example } } }) };
}

const key = (node: Node): string => `${node['in']} ${node['name']}`;

function alternatives(list: readonly Node[]): Node[] {
  return [...list].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function follow(node: Node, document: Node): Node {
  if (typeof node?.['$ref'] !== 'string') return node;
  const target = node['$ref'].slice(2).split('/').reduce((at: any, token: string) => at?.[decodeURIComponent(token).replace(/~1/g, '/').replace(/~0/g, '~')], document);
  return follow(target as Node, document);
}

/** What JSON keeps, but for `nullable: false`, which says nothing and which the module drops from 3.1's documents. */
function plain(value: unknown): Node {
  return JSON.parse(JSON.stringify(value, (name, child: unknown) => (name === 'nullable' && child === false ? undefined : child))) as Node;
}
