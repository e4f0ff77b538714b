import type { Change } from './change';
import { show } from './comparison';
import { tokensOf } from './nodes';
import { RULES, type RuleId } from './rules';
import { differences, type Difference } from './structural';

const TEXTS: ReadonlySet<string> = new Set(['description', 'summary', 'title', '$comment']);
const EXAMPLES: ReadonlySet<string> = new Set(['example', 'examples']);

/** What is written otherwise and no rule has spoken of: descriptions, examples, extensions, unused components. */
export function compareRest(before: unknown, after: unknown, reported: readonly Change[]): Change[] {
  const exact = new Set(reported.flatMap(({ pointer, basePointer }) => [pointer, basePointer]));
  const above = new Set([...exact].flatMap(prefixes));
  return differences(before, after).flatMap((difference) => {
    const { pointer } = difference;
    const id = kindOf(difference);
    // The list of required properties differs where one of them is new.
    if (pointer.endsWith('/required') && above.has(pointer.replace(/required$/, 'properties'))) return [];
    const told = exact.has(pointer) || above.has(pointer) || prefixes(pointer).some((prefix) => exact.has(prefix));
    if (told && !isAnnotation(id)) return [];
    if (exact.has(pointer)) return [];
    return [{ id, breaking: false, direction: 'none' as const, pointer, basePointer: pointer, message: `${RULES[id].title}: ${show(difference.old)} → ${show(difference.now)}` }];
  });
}

function isAnnotation(id: RuleId): boolean {
  return id === 'description-changed' || id === 'example-changed' || id === 'extension-changed' || id === 'external-docs-changed';
}

function prefixes(pointer: string): string[] {
  const out: string[] = [];
  for (let end = pointer.lastIndexOf('/'); end > 0; end = pointer.lastIndexOf('/', end - 1)) out.push(pointer.slice(0, end));
  return out;
}

function kindOf({ pointer, old, now }: Difference): RuleId {
  const tokens = tokensOf(pointer);
  const [top = '', section] = tokens;
  const last = tokens.at(-1)!;
  if (tokens.length === 0) return 'other-changed';
  if (top === 'info') return 'info-changed';
  if (tokens.some((token, index) => token.startsWith('x-') && tokens[index - 1] !== 'properties' && tokens[index - 1] !== 'headers')) return 'extension-changed';
  if (top === 'servers' || last === 'servers' || tokens.includes('servers')) return 'servers-changed';
  if (top === 'tags') return 'tags-changed';
  const named = tokens.at(-2) === 'properties' || (top === 'components' && tokens.length === 3);
  if (!named && TEXTS.has(last)) return 'description-changed';
  if (tokens.some((token, index) => EXAMPLES.has(token) && tokens[index - 1] !== 'properties')) return 'example-changed';
  if (tokens.includes('externalDocs')) return 'external-docs-changed';
  if (top === 'components' && tokens.length <= 3 && section !== undefined) return old === undefined ? 'component-added' : now === undefined ? 'component-removed' : 'other-changed';
  return last === '$ref' ? 'reference-changed' : 'other-changed';
}
