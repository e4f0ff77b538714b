import type { SecurityRequirement, SecurityScheme } from './security';
import { isNode, list, type BuildContext, type Node } from './build-context';

/**
 * Alternatives of an operation: its own, else the document's; `[]` makes it public, `{}` optional
 * (3.2 §4.30).
 */
export function buildSecurity(context: BuildContext, owner: Node, schemes: readonly SecurityScheme[]): readonly SecurityRequirement[] {
  const holder = owner['security'] === undefined ? context.document.root : owner;
  const alternatives = list(holder['security']).flatMap((alternative) => {
    if (!isNode(alternative)) return [];
    return [requirement(context, alternative, schemes)];
  });
  return Object.freeze(alternatives);
}

function requirement(context: BuildContext, alternative: Node, schemes: readonly SecurityScheme[]): SecurityRequirement {
  const parts = Object.entries(alternative).map(([scheme, scopes]) => {
    if (!schemes.some((s) => s.key === scheme)) unknown(context, alternative, scheme, schemes);
    return Object.freeze({ scheme, scopes: Object.freeze(list(scopes).filter((s) => typeof s === 'string')) });
  });
  return Object.freeze(parts);
}

function unknown(context: BuildContext, alternative: Node, scheme: string, schemes: readonly SecurityScheme[]): void {
  // A scheme that is there but broken has been reported itself.
  if (context.document.at(`#/components/securitySchemes/${scheme}`) !== undefined) return;
  const known = schemes.map((s) => s.key).join(', ');
  context.report('BACKEND_SECURITY_UNKNOWN', [alternative, scheme], `there is no security scheme "${scheme}"`,
    known === '' ? 'Declare it under components.securitySchemes' : `Declared are: ${known}`);
}
