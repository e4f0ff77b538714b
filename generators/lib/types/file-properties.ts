import type { BundledDocument, MediaType } from '../model';

/** Properties of a multipart body that arrive as files: binary strings, and arrays of them. */
export function fileProperties({ schema }: MediaType, document: BundledDocument): string[] {
  const names = new Set<string>();
  collect(schema?.schema, new Set());
  return [...names];

  function collect(node: unknown, seen: Set<unknown>): void {
    const target = follow(node, document);
    if (!isObject(target) || seen.has(target)) return;
    seen.add(target);
    for (const [name, property] of Object.entries(isObject(target['properties']) ? target['properties'] : {})) {
      if (isFilePart(property, document)) names.add(name);
    }
    for (const keyword of ['allOf', 'oneOf', 'anyOf']) {
      if (Array.isArray(target[keyword])) for (const branch of target[keyword]) collect(branch, seen);
    }
  }
}

/** The reader takes a part for a file where any branch of its schema is one. */
function isFilePart(node: unknown, document: BundledDocument, hops = 0): boolean {
  if (isFile(node, document)) return true;
  const target = follow(node, document);
  if (!isObject(target) || hops > 20) return false;
  return ['allOf', 'oneOf', 'anyOf'].some((keyword) => Array.isArray(target[keyword]) && (target[keyword] as unknown[]).some((branch) => isFilePart(branch, document, hops + 1)));
}

/** A string whose content is binary: `format: binary`, or 3.1's `contentMediaType` without an encoding. */
export function isFile(node: unknown, document: BundledDocument, inArray = false): boolean {
  const target = follow(node, document);
  if (!isObject(target)) return false;
  if (target['format'] === 'binary') return true;
  if (typeof target['contentMediaType'] === 'string' && target['contentEncoding'] === undefined && !/json|^text\//.test(target['contentMediaType'])) return true;
  return !inArray && isObject(target['items']) && isFile(target['items'], document, true);
}

function follow(node: unknown, document: BundledDocument): unknown {
  return isObject(node) && typeof node['$ref'] === 'string' ? document.resolve(node['$ref']) : node;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
