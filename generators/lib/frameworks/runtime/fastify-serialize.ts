/** Building blocks of the compiled serializers, which pick what JSON.stringify is to write of a reply. */
export type Pick = (value: any) => any;

/** All of a value. */
export const pickAll: Pick = (value) => value;

/** All of a string, of a reply that can be nothing but one: without this pick, strings are taken for JSON text. */
export const pickText: Pick = (value) => value;

/**
 * The object whose members are sent, after its own `toJSON`; undefined for a value that has none,
 * which is then sent as it is.
 */
export function membersOf(value: any): any {
  if (typeof value !== 'object' || value === null) return undefined;
  const object = typeof value.toJSON === 'function' ? value.toJSON() : value;
  return typeof object === 'object' && object !== null && !Array.isArray(object) ? object : undefined;
}

/** What is sent of an array's items. */
export function pickItems(value: any, pick: Pick): any {
  if (!Array.isArray(value)) return value;
  const items = new Array<unknown>(value.length);
  for (let i = 0; i < value.length; i++) items[i] = pick(value[i]);
  return items;
}

/** Adds what is sent of an object's undeclared members to its declared ones. */
export function pickOthers(object: any, declared: ReadonlySet<string>, pick: Pick, picked: any): any {
  for (const name of Object.keys(object)) {
    if (declared.has(name)) continue;
    const value: unknown = pick(object[name]);
    if (name === '__proto__') Object.defineProperty(picked, name, { value, enumerable: true });
    else picked[name] = value;
  }
  return picked;
}

/** Reads a member whose name objects inherit (`constructor`, `__proto__`): only its own counts. */
export function own(object: any, name: string): any {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
