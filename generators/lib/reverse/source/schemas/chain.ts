import { externalOf } from '../values/inspect';
import type { ExternalValue, Value } from '../values/value';

/** One link of a builder's chain; `args` is undefined for a property that is not called. */
export interface Step { readonly name: string; readonly args: readonly Value[] | undefined }

/** `z.object({…}).strict()` as steps: `object`, `strict`; the module's own names first. */
export function stepsOf(value: ExternalValue): Step[] {
  const steps: Step[] = [];
  for (let at: ExternalValue | undefined = value; at !== undefined; at = at.target) {
    if (at.op === 'get' && !isDefault(at)) steps.unshift({ name: at.key!, args: undefined });
    else if (at.op === 'call' || at.op === 'new') {
      const target: ExternalValue | undefined = at.target;
      steps.unshift({ name: target?.op === 'get' && !isDefault(target) ? target.key! : '', args: at.args ?? [] });
      if (target?.op === 'get') at = target;
    }
  }
  return steps;
}

/** The default export of the module, which is no name of the chain. */
function isDefault(value: ExternalValue): boolean {
  return value.key === 'default' && value.target?.op === 'module';
}

export function chainOf(value: Value | undefined): { module: string; steps: Step[] } | undefined {
  const external = externalOf(value);
  return external === undefined ? undefined : { module: external.module, steps: stepsOf(external) };
}

/** A constant argument as plain data, undefined when there is none. */
export function plain(value: Value | undefined): unknown {
  if (value?.kind === 'const') return value.value;
  if (value?.kind === 'array' && value.more === undefined) {
    const items = value.items.map(plain);
    return items.includes(undefined) ? undefined : items;
  }
  if (value?.kind === 'regex') return value.source;
  return undefined;
}

export function plainNumber(value: Value | undefined): number | undefined {
  const number = plain(value);
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

export function plainText(value: Value | undefined): string | undefined {
  const text = plain(value);
  return typeof text === 'string' ? text : undefined;
}

/** Constants of a list, whatever of it is known. */
export function plainList(values: readonly Value[]): unknown[] {
  return values.flatMap((value) => (value.kind === 'array' ? plainList(value.items) : value.kind === 'const' && value.value !== undefined ? [value.value] : []));
}
