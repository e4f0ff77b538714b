import type { Problem } from '../problems';
import { isObject, member, parseFragment, type Tokens } from '../refs/pointer';
import type { Reference } from '../walk/reference';
import type { Target } from './find-target';

/**
 * `#` and `#/$defs/x` mean the document's root by the letter of OpenAPI, but people who paste a JSON
 * Schema mean that schema. When only the enclosing schema has such a place, it is taken, with a warning.
 */
export function scopedTarget(reference: Reference, problems: Problem[]): Target | undefined {
  const { text, source, slot, schemaRoot, tokens } = reference;
  if (slot.type !== 'schema' || schemaRoot === undefined || schemaRoot.length === 0 || !text.startsWith('#')) return undefined;
  const fragment = parseFragment(text.slice(1));
  if (fragment === undefined || !meansSchema(source.value, fragment)) return undefined;
  for (const root of roots(source.value, schemaRoot, tokens)) {
    const place = [...root, ...fragment];
    const value = at(source.value, place);
    if (value === undefined) continue;
    problems.push({
      code: 'BACKEND_REF_SCOPE',
      message: `"${text}" has no meaning in the document; it is taken relative to its schema ${source.pointer(root)}`,
      help: `Write "#${source.pointer(place)}"`,
      source,
      tokens,
    });
    return { source, tokens: place, value };
  }
  return undefined;
}

/** `#` of an OpenAPI document is no schema; any other pointer must lead nowhere from the root. */
function meansSchema(root: unknown, fragment: Tokens): boolean {
  if (fragment.length === 0) return isObject(root) && ('openapi' in root || 'swagger' in root);
  return at(root, fragment) === undefined;
}

/** The outermost enclosing schema first, then those within it that hold definitions of their own. */
function roots(document: unknown, schemaRoot: Tokens, tokens: Tokens): Tokens[] {
  const found: Tokens[] = [schemaRoot];
  for (let length = tokens.length; length > schemaRoot.length; length--) {
    const node = at(document, tokens.slice(0, length));
    if (isObject(node) && ('$defs' in node || 'definitions' in node)) found.push(tokens.slice(0, length));
  }
  return found;
}

function at(root: unknown, tokens: Tokens): unknown {
  return tokens.reduce<unknown>((node, token) => member(node, token), root);
}
