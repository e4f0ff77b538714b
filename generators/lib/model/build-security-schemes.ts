import type { SecurityScheme } from './security';
import { below, given, isNode, list, members, text, type BuildContext, type Node } from './build-context';

const API_KEY_LOCATIONS = ['header', 'query', 'cookie'] as const;

/**
 * Security schemes of the components, in document order, then those that only a requirement names. A
 * scheme that cannot be understood is opaque: its authenticator sees the request and nothing else,
 * so that an operation never becomes public by a mistake in the document.
 */
export function buildSecuritySchemes(context: BuildContext): readonly SecurityScheme[] {
  const { root } = context.document;
  const components = root['components'] as Node | undefined;
  const declared = members(components?.['securitySchemes']).map(([key, value]) => {
    const located = context.follow(value, below('#/components/securitySchemes', key));
    return located ? build(context, key, located.node) : opaque(key);
  });
  const keys = new Set(declared.map((scheme) => scheme.key));
  const unknown = [...undeclared(context, keys)].map(opaque);
  return Object.freeze([...declared, ...unknown].map((scheme) => Object.freeze(scheme)));
}

/** Keys of requirements that name no scheme; each use is reported. */
function undeclared(context: BuildContext, keys: ReadonlySet<string>): Set<string> {
  const found = new Set<string>();
  for (const requirement of requirements(context)) {
    for (const key of Object.keys(requirement)) {
      if (keys.has(key)) continue;
      found.add(key);
      context.report('BACKEND_SECURITY_UNKNOWN', [requirement, key], `there is no security scheme "${key}"; only what your authenticator of that name lets through passes`,
        keys.size === 0 ? 'Declare it under components.securitySchemes' : `Declared are: ${[...keys].join(', ')}`);
    }
  }
  return found;
}

function* requirements(context: BuildContext): Iterable<Node> {
  const { root } = context.document;
  const operations = members(root['paths']).flatMap(([path, item]) => {
    const node = context.follow(item, below('#/paths', path))?.node;
    return [...members(node), ...members(node?.['additionalOperations'])].map(([, operation]) => operation);
  });
  for (const owner of [root, ...operations]) {
    if (isNode(owner)) yield* list(owner['security']).filter(isNode);
  }
}

function opaque(key: string): SecurityScheme {
  return { key, type: 'mutualTLS', description: 'The document does not say what this scheme is.' };
}

function build(context: BuildContext, key: string, node: Node): SecurityScheme {
  const base = { key, ...given('description', text(node['description'])), origin: context.origin(node) };
  switch (node['type']) {
    case 'apiKey': {
      const location = API_KEY_LOCATIONS.find((l) => l === node['in']);
      const name = text(node['name']);
      if (location && name) return { ...base, type: 'apiKey', in: location, parameterName: name };
      return fail(context, key, node, 'an apiKey scheme needs "name" and "in" (header, query or cookie)');
    }
    case 'http': {
      const scheme = text(node['scheme']);
      if (scheme === undefined) return fail(context, key, node, 'an http scheme needs "scheme" (basic, bearer, …)');
      return { ...base, type: 'http', scheme: scheme.toLowerCase(), ...given('bearerFormat', text(node['bearerFormat'])) };
    }
    case 'oauth2':
      return { ...base, type: 'oauth2', scopes: scopes(node['flows']) };
    case 'openIdConnect':
      return { ...base, type: 'openIdConnect', openIdConnectUrl: text(node['openIdConnectUrl']) ?? '' };
    case 'mutualTLS':
      return { ...base, type: 'mutualTLS' };
    default:
      return fail(context, key, node, `the type ${JSON.stringify(node['type'])} is unknown`);
  }
}

function scopes(flows: unknown): readonly string[] {
  const all = members(flows).flatMap(([, flow]) => members((flow as Node | null)?.['scopes']).map(([scope]) => scope));
  return Object.freeze([...new Set(all)]);
}

function fail(context: BuildContext, key: string, node: Node, fact: string): SecurityScheme {
  context.report('BACKEND_SECURITY_SCHEME', node, `the security scheme "${key}" is not understood: ${fact}`, 'Types are apiKey, http, oauth2, openIdConnect, mutualTLS');
  return opaque(key);
}
