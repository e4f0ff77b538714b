import { isObject } from '../refs/pointer';

export type Container = Record<string, unknown> | unknown[];

/** True for an object whose `$ref` is a string: anything else under that name is data. */
export function isReference(value: unknown): value is Record<string, unknown> & { $ref: string } {
  return isObject(value) && Object.hasOwn(value, '$ref') && typeof value['$ref'] === 'string';
}

export function read(parent: Container, key: string): unknown {
  return (parent as Record<string, unknown>)[key];
}

export function write(parent: Container, key: string, value: unknown): void {
  (parent as Record<string, unknown>)[key] = value;
}

/** Leaves a member out; in a list it becomes a hole that the list's visit closes. */
export function remove(parent: Container, key: string): void {
  if (Array.isArray(parent)) parent[Number(key)] = undefined;
  else delete parent[key];
}

/** Names a value's type for a message: `a list`, `null`, `the string "x"`. */
export function what(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  const text = JSON.stringify(value) ?? String(value);
  return `the ${typeof value} ${text.length > 60 ? `${text.slice(0, 57)}...` : text}`;
}
