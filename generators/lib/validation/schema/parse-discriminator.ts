import type { Discriminator } from './node';
import type { ParseContext } from './parse-schema';
import { childPointer, pointerOf } from './pointer';
import type { ReferenceBase } from './references';

/** Reads a discriminator object (OpenAPI 3.2 §4.25): mapping values are component names or references. */
export function parseDiscriminator(raw: object, pointer: string, base: ReferenceBase, context: ParseContext): Discriminator | undefined {
  const { propertyName, mapping, defaultMapping } = raw as { propertyName?: unknown; mapping?: unknown; defaultMapping?: unknown };
  if (typeof propertyName !== 'string') return undefined;
  const targets = new Map<string, string>();
  for (const [value, target] of Object.entries(typeof mapping === 'object' && mapping !== null ? mapping : {})) {
    const found = typeof target === 'string' ? resolveTarget(target, base, context) : undefined;
    if (found) targets.set(value, found);
    else {
      context.report('BACKEND_SCHEMA_DISCRIMINATOR_UNMAPPED', mapping as object, value, childPointer(pointer, 'discriminator', 'mapping', value),
        `the discriminator value ${JSON.stringify(value)} is mapped to ${JSON.stringify(target)}, which does not exist`, 'Name a schema under components or give a reference.');
    }
  }
  const fallback = typeof defaultMapping === 'string' ? resolveTarget(defaultMapping, base, context) : undefined;
  return { propertyName, mapping: targets, ...(fallback ? { defaultMapping: fallback } : {}) };
}

/** A component's name wins over a relative reference that reads the same (OpenAPI 3.2 §4.25.3). */
function resolveTarget(target: string, base: ReferenceBase, { references }: ParseContext): string | undefined {
  const component = pointerOf(['components', 'schemas', target]);
  if (references.lookup(component) !== undefined) return component;
  return references.resolve(target, base);
}
