/** Sets an own property of any name: plain assignment of `__proto__` would replace the prototype. */
export function setOwn(target: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__') Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
  else target[name] = value;
}

/**
 * True for what a handler's deep merge would take into every object: `a[__proto__][admin]=1`,
 * `a[constructor][prototype][admin]=1`. A text under such a name does nothing.
 */
export function replacesPrototype(name: string, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return name === '__proto__' || (name === 'constructor' && Object.hasOwn(value, 'prototype'));
}

/** The own property of that name, never one of `Object.prototype`. */
export function getOwn<T>(source: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(source, name) ? source[name] : undefined;
}
