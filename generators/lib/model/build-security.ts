import type { SecurityRequirement } from './security';
import { isNode, list, type BuildContext, type Node } from './build-context';

/**
 * Alternatives of an operation: its own, else the document's; `[]` makes it public, `{}` optional
 * (3.2 §4.30).
 */
export function buildSecurity(context: BuildContext, owner: Node): readonly SecurityRequirement[] {
  const holder = owner['security'] === undefined ? context.document.root : owner;
  const alternatives = list(holder['security']).flatMap((alternative) => {
    if (!isNode(alternative)) return [];
    return [requirement(alternative)];
  });
  return Object.freeze(alternatives);
}

function requirement(alternative: Node): SecurityRequirement {
  const parts = Object.entries(alternative).map(([scheme, scopes]) => {
    return Object.freeze({ scheme, scopes: Object.freeze(list(scopes).filter((s) => typeof s === 'string')) });
  });
  return Object.freeze(parts);
}
