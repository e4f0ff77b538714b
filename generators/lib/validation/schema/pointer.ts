/** Steps of an RFC 6901 pointer in URI fragment form (`#/a~1b/c%20d`); undefined for anything else. */
export function pointerSteps(pointer: string): string[] | undefined {
  if (pointer === '#' || pointer === '') return [];
  const text = pointer.startsWith('#') ? pointer.slice(1) : pointer;
  if (!text.startsWith('/')) return undefined;
  return text.slice(1).split('/').map((step) => decoded(step).replace(/~1/g, '/').replace(/~0/g, '~'));
}

/** The `#/…` pointer of some steps, in the spelling of the bundled document: only `%` is percent-encoded, so a place has one pointer. */
export function pointerOf(steps: readonly string[]): string {
  return childPointer('#', ...steps);
}

/** `#/a` + `b/c` → `#/a/b~1c` */
export function childPointer(pointer: string, ...steps: readonly (string | number)[]): string {
  return pointer + steps.map((step) => `/${typeof step === 'number' ? step : encoded(escapeStep(step))}`).join('');
}

/** A step as it stands in a pointer into a value: `a/b` is `a~1b`. */
export function escapeStep(step: string): string {
  return step.includes('~') || step.includes('/') ? step.replace(/~/g, '~0').replace(/\//g, '~1') : step;
}

/**
 * Follows steps through a JSON value, and through a `$ref` that stands in the way
 * (`#/components/schemas/A/properties/x` where A is `{$ref: …/B}`).
 * @returns the value and the steps by which it is reached without that detour
 */
export function follow(root: unknown, steps: readonly string[], hops = 0): { value: unknown; steps: readonly string[] } | undefined {
  let value: unknown = root;
  for (let i = 0; i < steps.length; i++) {
    if (typeof value !== 'object' || value === null) return undefined;
    const step = steps[i]!;
    if (Object.hasOwn(value, step)) {
      value = (value as Record<string, unknown>)[step];
      continue;
    }
    const ref = (value as { $ref?: unknown }).$ref;
    const target = typeof ref === 'string' && ref.startsWith('#/') ? pointerSteps(ref) : undefined;
    if (!target || hops > 50) return undefined;
    return follow(root, [...target, ...steps.slice(i)], hops + 1);
  }
  return { value, steps };
}

function encoded(step: string): string {
  return step.includes('%') ? step.replace(/%/g, '%25') : step;
}

/** `100%` is no percent-encoding: it stays. */
function decoded(step: string): string {
  if (!step.includes('%')) return step;
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
