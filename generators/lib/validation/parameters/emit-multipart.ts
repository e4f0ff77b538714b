import { code, Code, key, lit } from '../../code';
import type { Encoding, SchemaLocation } from '../../model';
import type { Writing } from './context';
import { declaredAt } from './declared';
import type { Places } from './declared';
import { shapeFacts } from './emit-shape';
import type { ShapeFacts } from './emit-shape';

/** An object literal: how each declared part of a multipart body is read, by name. */
export function emitParts(places: Places, encoding: ReadonlyMap<string, Encoding>, writing: Writing): Code {
  const parts = [...declaredAt(places, writing.document).properties].map(([name, property]) =>
    code`${key(name)}: ${emitPart(property, encoding.get(name), writing)},`);
  return parts.length === 0 ? new Code('{}') : code`{\n  ${parts}\n}`;
}

function emitPart(property: Places, rules: Encoding | undefined, writing: Writing): Code {
  const own = shapeFacts(property, writing);
  const array = own.list;
  const places = array ? own.declared.items : property;
  const facts = array ? shapeFacts(places, writing) : own;
  const contentTypes = (rules?.contentType ?? '').split(',').map((range) => range.trim().toLowerCase()).filter((range) => range !== '');
  const kind = kindOf(places, facts, contentTypes, writing);
  return code`{ kind: ${kind}, array: ${array}, type: ${typeOf(facts)}, contentTypes: ${lit(contentTypes)} }`;
}

/** The defaults of OpenAPI 3.2's Encoding Object (§4.15.1.1): bytes are files, structures are JSON, the rest is text. */
function kindOf(places: Places, facts: ShapeFacts, contentTypes: readonly string[], writing: Writing): 'file' | 'text' | 'json' {
  if (contentTypes.length > 0 && contentTypes.every(isJson)) return 'json';
  const binary = places.of.some((location) => isBinary(location, writing, 0));
  if (binary) return 'file';
  const untyped = facts.declared.mentioned.size === 0 && places.of.every(({ schema }) => schema === true || isBlank(schema));
  if (untyped && contentTypes.length > 0 && !contentTypes.every(isText)) return 'file';
  return facts.object || facts.list ? 'json' : 'text';
}

/** `format: binary`, or in 2020-12 a `contentMediaType` without `contentEncoding` that is no text. */
function isBinary({ schema }: SchemaLocation, writing: Writing, depth: number): boolean {
  if (typeof schema !== 'object' || depth > 32) return false;
  if (schema['format'] === 'binary') return true;
  const media = schema['contentMediaType'];
  if (typeof media === 'string' && schema['contentEncoding'] === undefined && !isText(media) && !isJson(media)) return true;
  const reference = schema['$ref'];
  const next = [
    ...(typeof reference === 'string' ? [writing.document.resolve(reference)] : []),
    ...['allOf', 'oneOf', 'anyOf'].flatMap((keyword) => (Array.isArray(schema[keyword]) ? (schema[keyword] as unknown[]) : [])),
  ];
  return next.some((child) => typeof child === 'object' && child !== null &&
    isBinary({ schema: child as SchemaLocation['schema'] & object, pointer: '' }, writing, depth + 1));
}

/** Which primitive a text part is coerced to; several, none of them a string, are told apart by their text. */
function typeOf({ types }: ShapeFacts): string {
  const primitives = [...types].filter((type) => type !== 'array' && type !== 'object');
  if (primitives.includes('string') || primitives.length === 0) return 'string';
  const known = primitives.filter((type) => type !== 'null');
  if (known.length > 1) return known.every((type) => type === 'number' || type === 'integer') ? 'number' : 'any';
  return known[0] ?? 'null';
}

function isBlank(schema: unknown): boolean {
  return typeof schema === 'object' && schema !== null && !('type' in schema) && !('$ref' in schema) && !('enum' in schema);
}

function isJson(range: string): boolean {
  const essence = range.split(';')[0]!.trim();
  return essence === 'application/json' || essence.endsWith('+json');
}

function isText(range: string): boolean {
  return range.startsWith('text/');
}

