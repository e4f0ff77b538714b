import type { AuthFinding, AuthScheme } from '../security/auth-finding';
import type { Components } from '../schemas/components';
import type { JsonSchema } from '../schemas/json-schema';

/** Security requirements of what was found on the way to a handler; undefined when nothing is asked for. */
export function securityOf(components: Components, findings: readonly AuthFinding[]): JsonSchema[] | undefined {
  if (findings.length === 0) return undefined;
  const schemes = findings.flatMap((finding) => (finding.scheme === undefined ? [] : [finding.scheme]));
  const fallback: AuthScheme = schemes[0] ?? { type: 'http', scheme: 'bearer' };
  const needed = findings.filter((finding) => !finding.optional);
  const names = (list: readonly AuthFinding[]): string[] => [...new Set(list.map((finding) => nameOf(components, finding.scheme ?? fallback)))];
  if (needed.length === 0) return [{}, ...names(findings).map((name) => ({ [name]: [] }))];
  const optionalOnly = new Set(names(findings.filter((finding) => finding.optional)));
  const all = names(needed);
  // A guard that asks for somebody to be logged in means the way that an earlier function offers.
  return [Object.fromEntries((all.length > 0 ? all : [...optionalOnly]).map((name) => [name, []]))];
}

function nameOf(components: Components, scheme: AuthScheme): string {
  const name = scheme.type === 'http' ? `${scheme.scheme}Auth` : scheme.type === 'apiKey' ? (scheme.in === 'cookie' ? 'cookieAuth' : 'apiKeyAuth') : scheme.name;
  const known = components.securitySchemes.get(name);
  if (known === undefined || (known['type'] === 'http' && scheme.type === 'http')) {
    if (known === undefined || (scheme.type === 'http' && scheme.bearerFormat !== undefined)) components.securitySchemes.set(name, schemeObject(scheme));
    return name;
  }
  if (JSON.stringify(known) === JSON.stringify(schemeObject(scheme))) return name;
  const other = `${name}-${scheme.type === 'apiKey' ? scheme.name.replace(/[^A-Za-z0-9._-]/g, '_') : scheme.type}`;
  components.securitySchemes.set(other, schemeObject(scheme));
  return other;
}

function schemeObject(scheme: AuthScheme): JsonSchema {
  if (scheme.type === 'http') return { type: 'http', scheme: scheme.scheme, ...(scheme.bearerFormat && { bearerFormat: scheme.bearerFormat }) };
  if (scheme.type === 'apiKey') return { type: 'apiKey', in: scheme.in, name: scheme.name };
  if (scheme.type === 'openIdConnect') return { type: 'openIdConnect', openIdConnectUrl: 'https://example.com/.well-known/openid-configuration' };
  return { type: 'oauth2', flows: {} };
}
