import type { DiagnosticCode } from '../../diagnostics';
import { closest } from '../walk/closest';
import { isReference } from '../walk/nodes';
import { isObject, member, parseFragment, type Tokens } from '../refs/pointer';
import { resolveLocation } from '../source/location';
import type { Source } from '../source/source';
import type { SourceSet } from './source-set';

/** A node that exists: the file and place where it really stands. */
export interface Target {
  readonly source: Source;
  readonly tokens: Tokens;
  readonly value: unknown;
}

export interface Failure {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly help?: string;
}

export type Found = Target | Failure | { readonly needs: string };

/**
 * Finds what a reference names. `{ needs }` asks for a file to be loaded and to be called again.
 *
 * @param text the reference, e.g. `../models.yaml#/Pet`
 * @param seen places passed through, so that A → B → A ends
 */
export function findTarget(source: Source, text: string, sources: SourceSet, seen: ReadonlySet<string> = new Set()): Found {
  const hash = text.indexOf('#');
  const file = hash === -1 ? text : text.slice(0, hash);
  const fragment = hash === -1 ? '' : text.slice(hash + 1);
  const location = file === '' ? source.location : locate(source, file, sources);
  if (location === undefined) return { code: 'BACKEND_REF_UNRESOLVED', message: `"${text}" cannot be read: its scheme is unknown`, help: 'Refer to a file or to a place in this document' };
  const target = location === source.location ? source : sources.get(location);
  if (target === undefined) return { needs: location };
  if ('code' in target) return target;
  const tokens = parseFragment(fragment) ?? anchor(target.value, fragment);
  if (tokens === undefined) {
    return { code: 'BACKEND_REF_UNRESOLVED', message: `"${text}" leads nowhere: there is no anchor "${fragment}"`, help: 'A local reference starts with "#/"' };
  }
  return descend(target, tokens, text, sources, seen);
}

/** A name given by `$self` wins over the file system. */
function locate(source: Source, file: string, sources: SourceSet): string | undefined {
  const named = sources.get(file);
  if (named && 'location' in named) return named.location;
  return resolveLocation(source.location, file);
}

function descend(source: Source, tokens: Tokens, text: string, sources: SourceSet, seen: ReadonlySet<string>): Found {
  let node = source.value;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    const next = member(node, token);
    if (next !== undefined) {
      node = next;
      continue;
    }
    // The path goes on behind a reference: `#/components/schemas/A/properties/x` where A is a `$ref`.
    if (isReference(node)) return through(source, tokens, i, node.$ref, sources, seen);
    return missing(node, token, text, source, tokens.slice(0, i));
  }
  return { source, tokens, value: node };
}

function through(source: Source, tokens: Tokens, at: number, ref: string, sources: SourceSet, seen: ReadonlySet<string>): Found {
  const place = `${source.location}#${source.pointer(tokens.slice(0, at))}`;
  if (seen.has(place)) return loop(ref);
  const found = findTarget(source, ref, sources, new Set(seen).add(place));
  if (!('tokens' in found)) return found;
  return descend(found.source, [...found.tokens, ...tokens.slice(at)], ref, sources, new Set(seen).add(place));
}

/** Follows a target that is nothing but a reference to the object at the end of the chain. */
export function followChain(target: Target, sources: SourceSet): Found {
  const seen = new Set<string>();
  let at = target;
  while (isReference(at.value)) {
    const place = `${at.source.location}#${at.source.pointer(at.tokens)}`;
    if (seen.has(place)) return loop(at.value.$ref);
    seen.add(place);
    const next = findTarget(at.source, at.value.$ref, sources, seen);
    if (!('tokens' in next)) return next;
    at = next;
  }
  return at;
}

export function loop(text: string): Failure {
  return { code: 'BACKEND_REF_LOOP', message: `"${text}" leads back to itself without reaching an object`, help: 'Make one of these references an object' };
}

function missing(node: unknown, token: string, text: string, source: Source, parent: Tokens): Failure {
  const where = parent.length === 0 ? source.file : `${source.file}#${source.pointer(parent)}`;
  const near = isObject(node) ? closest(token, Object.keys(node)) : undefined;
  return {
    code: 'BACKEND_REF_UNRESOLVED',
    message: `"${text}" leads nowhere: ${where} has no "${token}"`,
    help: near === undefined ? 'Correct the reference, or add what it names' : `Did you mean "${near}"?`,
  };
}

/** Place of the schema with that `$anchor` (or draft 4 `id: "#name"`) in a file. */
function anchor(root: unknown, name: string): Tokens | undefined {
  const visit = (node: unknown, path: string[], depth: number): Tokens | undefined => {
    if (typeof node !== 'object' || node === null || depth > 100) return undefined;
    if (isObject(node) && (node['$anchor'] === name || node['$dynamicAnchor'] === name || node['$id'] === `#${name}`)) return path;
    for (const [key, child] of Object.entries(node)) {
      const found = visit(child, [...path, key], depth + 1);
      if (found) return found;
    }
    return undefined;
  };
  return name === '' ? undefined : visit(root, [], 0);
}
