import { badJson, Failure, prototypeKey } from './failure';

/**
 * A parameter or form field whose content is JSON.
 * @param prototypeKeys its schema names `__proto__` or `constructor`: they are data
 */
export function parseJson(text: string, prototypeKeys = false): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return badJson;
  }
  return !prototypeKeys && SUSPICIOUS.test(text) && hasPrototypeKey(value) ? prototypeKey : value;
}

/** As `parseJson`, for a declared type: a text that is not JSON stays a text, for the validator to refuse. */
export function tryJson(text: string): unknown {
  if (!LOOKS_STRUCTURED.test(text)) return text;
  const value = parseJson(text);
  return value === badJson ? text : value;
}

/** True when a plain copy of the value would replace a prototype: `{"__proto__":…}`, `{"constructor":{"prototype":…}}`. */
function hasPrototypeKey(root: unknown): boolean {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null || value instanceof Failure) continue;
    if (Object.hasOwn(value, '__proto__')) return true;
    const made: unknown = Object.hasOwn(value, 'constructor') ? (value as { constructor: unknown }).constructor : undefined;
    if (typeof made === 'object' && made !== null && Object.hasOwn(made, 'prototype')) return true;
    for (const child of Object.values(value)) open.push(child);
  }
  return false;
}

const LOOKS_STRUCTURED = /^\s*[[{]/;
/** Keys may be written with escapes: `"\u005f_proto__"`. */
const SUSPICIOUS = /proto|\\u/;
