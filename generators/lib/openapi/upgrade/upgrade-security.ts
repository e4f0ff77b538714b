import type { Node, Upgrade } from './nodes';
import { defined } from './nodes';

const FLOWS: Readonly<Record<string, string>> = {
  implicit: 'implicit', password: 'password', application: 'clientCredentials', accessCode: 'authorizationCode',
};

/** A security scheme of Swagger 2.0 as one of 3.0. */
export function upgradeSecurityScheme(upgrade: Upgrade, scheme: Node): Node {
  const { type, description } = scheme;
  const kept = Object.fromEntries(Object.entries(scheme).filter(([key]) => key.startsWith('x-')));
  if (type === 'basic') return upgrade.origins.derive(defined({ type: 'http', scheme: 'basic', description, ...kept }), scheme);
  if (type !== 'oauth2') return scheme;
  const { flow, authorizationUrl, tokenUrl, scopes } = scheme;
  const name = FLOWS[String(flow)] ?? 'implicit';
  const flows = { [name]: defined({ authorizationUrl, tokenUrl, scopes: scopes ?? {} }) };
  return upgrade.origins.derive(defined({ type, description, flows, ...kept }), scheme);
}
