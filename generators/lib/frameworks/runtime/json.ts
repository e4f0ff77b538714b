import { Failure } from './failure';
import { findJsonError } from './json-position';

/**
 * Parses JSON. A body with an own `__proto__` key, or `constructor: {prototype}`, is refused unless
 * the schema names such keys: merged into another object by a handler it would change its prototype.
 */
export function parseJson(text: string, prototypeKeys: boolean): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformedJson(text);
  }
  if (!prototypeKeys && isSuspect(text)) refusePrototypeKeys(value);
  return value;
}

/** A key can also be spelt with escapes: `"\u005f_proto__"`. Three searches are faster than one regular expression. */
function isSuspect(text: string): boolean {
  return text.includes('__proto__') || text.includes('\\u') || text.includes('"prototype"');
}

/** Throws 400 when a value holds a key that pollutes prototypes. Iterative: bodies can be deep. */
export function refusePrototypeKeys(root: unknown): void {
  const queue: object[] = typeof root === 'object' && root !== null ? [root] : [];
  for (let value = queue.pop(); value !== undefined; value = queue.pop()) {
    if (Object.hasOwn(value, '__proto__')) throw forbiddenKey('__proto__');
    if (Object.hasOwn(value, 'constructor')) {
      const inner = (value as Record<string, unknown>)['constructor'];
      if (typeof inner === 'object' && inner !== null && Object.hasOwn(inner, 'prototype')) throw forbiddenKey('constructor.prototype');
    }
    for (const child of Object.values(value)) if (typeof child === 'object' && child !== null) queue.push(child);
  }
}

function forbiddenKey(field: string): Failure {
  return new Failure(400, 'VALIDATION_ERROR', 'The body has a forbidden key', {
    details: [{ field, message: 'is not allowed as a key', in: 'body' }],
  });
}

function malformedJson(text: string): Failure {
  const { line, column } = findJsonError(text);
  return new Failure(400, 'MALFORMED_JSON', `The body is not valid JSON (line ${line}, column ${column})`);
}
