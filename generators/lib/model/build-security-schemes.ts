import type { SecurityScheme } from './security';
import { below, given, members, text, type BuildContext, type Node } from './build-context';

const API_KEY_LOCATIONS = ['header', 'query', 'cookie'] as const;

/** Security schemes of the components, in document order. */
export function buildSecuritySchemes(context: BuildContext): readonly SecurityScheme[] {
  const { root } = context.document;
  const components = root['components'] as Node | undefined;
  const built = members(components?.['securitySchemes']).flatMap(([key, value]) => {
    const located = context.follow(value, below('#/components/securitySchemes', key));
    const scheme = located && build(context, key, located.node);
    return scheme ? [Object.freeze(scheme)] : [];
  });
  return Object.freeze(built);
}

function build(context: BuildContext, key: string, node: Node): SecurityScheme | undefined {
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

function fail(context: BuildContext, key: string, node: Node, fact: string): undefined {
  context.report('BACKEND_SECURITY_SCHEME', node, `the security scheme "${key}" cannot be used: ${fact}`, 'Types are apiKey, http, oauth2, openIdConnect, mutualTLS');
  return undefined;
}
