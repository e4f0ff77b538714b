/** Steps of an RFC 6901 pointer in URI fragment form (`#/a~1b/c%20d`); undefined for anything else. */
export function pointerSteps(pointer: string): string[] | undefined {
  if (pointer === '#' || pointer === '') return [];
  const text = pointer.startsWith('#') ? pointer.slice(1) : pointer;
  if (!text.startsWith('/')) return undefined;
  return text.slice(1).split('/').map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));
}

/** The `#/…` pointer of some steps; nothing is percent-encoded, so a place has one pointer. */
export function pointerOf(steps: readonly string[]): string {
  return `#${steps.map((step) => `/${escapeStep(step)}`).join('')}`;
}

/** `#/a` + `b/c` → `#/a/b~1c` */
export function childPointer(pointer: string, ...steps: readonly (string | number)[]): string {
  return pointer + steps.map((step) => `/${typeof step === 'number' ? step : escapeStep(step)}`).join('');
}

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
    const name = Object.hasOwn(value, step) ? step : decoded(step);
    if (name !== undefined && Object.hasOwn(value, name)) {
      value = (value as Record<string, unknown>)[name];
      if (name !== step) steps = [...steps.slice(0, i), name, ...steps.slice(i + 1)];
      continue;
    }
    const ref = (value as { $ref?: unknown }).$ref;
    const target = typeof ref === 'string' && ref.startsWith('#/') ? pointerSteps(ref) : undefined;
    if (!target || hops > 50) return undefined;
    return follow(root, [...target, ...steps.slice(i)], hops + 1);
  }
  return { value, steps };
}

function decoded(step: string): string | undefined {
  try {
    return decodeURIComponent(step).replace(/~1/g, '/').replace(/~0/g, '~');
  } catch {
    return undefined;
  }
}
