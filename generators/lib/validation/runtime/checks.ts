/** Length in code points, as JSON Schema counts: an emoji is one, not two UTF-16 units. */
export function codePoints(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    const high = text.charCodeAt(i);
    if (high < 0xd800 || high > 0xdbff) continue;
    const low = text.charCodeAt(i + 1);
    if (low >= 0xdc00 && low <= 0xdfff) {
      count--;
      i++;
    }
  }
  return count;
}

/** An own property: `toString` is absent from `{}`. For names that `Object.prototype` has, too. */
export function own(object: any, name: string): any {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Sets an own property, whatever its name: assigning `__proto__` would change the prototype instead. */
export function setOwn(object: any, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}

/** A file part of a multipart body, which stands where its schema has a binary string. */
export function isFile(value: any): boolean {
  return typeof value === 'object' && value !== null && typeof value.stream === 'function';
}
