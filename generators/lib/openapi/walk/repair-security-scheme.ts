import type { Walker } from './walker';

/** `type: basic` is Swagger 2.0's; `type: bearer` nobody's, but clear. */
export function repairSecurityScheme(walker: Walker, node: Record<string, unknown>): void {
  const { type } = node;
  if (typeof type !== 'string') return;
  const lower = type.toLowerCase();
  if (lower === 'basic' || lower === 'bearer') {
    walker.report('BACKEND_OPENAPI_VALUE', `"${type}" is no type of security scheme; it is read as http ${lower}`, `Write "type: http" and "scheme: ${lower}"`, { key: 'type' });
    Object.assign(node, { type: 'http', scheme: lower });
    return;
  }
  const known = TYPES.find((t) => t.toLowerCase() === lower);
  if (known === undefined || known === type) return;
  walker.report('BACKEND_OPENAPI_VALUE', `"${type}" is written "${known}"`, `Write "${known}"`, { key: 'type' });
  node['type'] = known;
}

const TYPES = ['apiKey', 'http', 'oauth2', 'openIdConnect', 'mutualTLS'];
