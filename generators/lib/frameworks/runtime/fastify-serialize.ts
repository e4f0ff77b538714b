/**
 * Building blocks of the compiled serializers: each returns exactly what `JSON.stringify` returns
 * for its value, `undefined` for what JSON leaves out.
 */
export type Write = (value: any) => string | undefined;

// What has to be escaped in a JSON string (RFC 8259 §7), and lone surrogates, which JSON.stringify escapes.
// eslint-disable-next-line no-control-regex -- control characters are the point
const ESCAPED = /[\u0000-\u001f"\\\ud800-\udfff]/;

/** JSON text of a string; the short way for short strings without anything to escape. */
export function quote(text: string): string {
  if (text.length < 42) {
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit < 32 || unit === 34 || unit === 92 || (unit >= 0xd800 && unit <= 0xdfff)) return JSON.stringify(text);
    }
    return '"' + text + '"';
  }
  return text.length < 5000 && !ESCAPED.test(text) ? '"' + text + '"' : JSON.stringify(text);
}

export function writeString(value: any): string | undefined {
  return typeof value === 'string' ? quote(value) : JSON.stringify(value);
}

export function writeNumber(value: any): string | undefined {
  // Infinity - Infinity is NaN: JSON writes both as null
  return typeof value === 'number' && value - value === 0 ? '' + value : typeof value === 'bigint' ? value.toString() : JSON.stringify(value);
}

export function writeBoolean(value: any): string | undefined {
  return value === true ? 'true' : value === false ? 'false' : JSON.stringify(value);
}

export const writeAny: Write = (value) => JSON.stringify(value);

/** An array whose items are written by `item`; anything else as JSON.stringify does. */
export function writeArray(value: any, item: Write): string | undefined {
  if (!Array.isArray(value)) return JSON.stringify(value);
  if (value.length === 0) return '[]';
  let out = '[' + (item(value[0]) ?? 'null');
  for (let i = 1; i < value.length; i++) out += ',' + (item(value[i]) ?? 'null');
  return out + ']';
}

/**
 * The object to write, after its own `toJSON`; undefined for a value that is not an object with
 * members, which is then written as JSON.stringify does.
 */
export function membersOf(value: any): any {
  if (typeof value !== 'object' || value === null) return undefined;
  const object = typeof value.toJSON === 'function' ? value.toJSON() : value;
  return typeof object === 'object' && object !== null && !Array.isArray(object) ? object : undefined;
}

/** Reads a member whose name objects inherit (`constructor`, `__proto__`): only its own counts. */
export function own(object: any, name: string): any {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Members of an object that its schema does not declare, each with a leading comma when `out` has any. */
export function writeRest(object: any, declared: ReadonlySet<string>, item: Write, out: string): string {
  for (const name of Object.keys(object)) {
    if (declared.has(name)) continue;
    const text = item(object[name]);
    if (text !== undefined) out += (out === '' ? '' : ',') + quote(name) + ':' + text;
  }
  return out;
}
