/** One atom of a regular expression with its quantifier: an escape, any character, a class, a character of its own. */
const ATOM = /(\\.|\[(?:\\.|\[:\w+:\]|[^\]])*\]|\.|[^\\^$()|?*+{}[\]])(\{(\d+)(?:,\d*)?\}|[*+?])?/g;
const ESCAPES: Readonly<Record<string, string>> = { '\\d': '0123456789', '\\w': 'abcdefghijklmnopqrstuvwxyz', '\\s': ' ', '\\S': 'a', '\\D': 'a', '\\W': '-' };
const NAMED: Readonly<Record<string, string>> = { alpha: 'abc', digit: '0123456789', alnum: 'abc123', upper: 'ABC', lower: 'abc', space: ' ' };

/**
 * A text that a simple regular expression matches, another one for each number as far as it allows: classes
 * give one of their members, quantifiers their least number, of alternatives the first.
 */
export function textOfPattern(pattern: string, number: number): string {
  let rest = number;
  const members = (atom: string): string => {
    if (atom === '.') return 'abcdefghij';
    if (atom.startsWith('[')) return membersOf(atom);
    return atom.startsWith('\\') ? (ESCAPES[atom] ?? atom.slice(1)) : atom;
  };
  const next = (from: string): string => {
    const chosen = from[rest % from.length] ?? '';
    if (from.length > 1) rest = Math.floor(rest / from.length);
    return chosen;
  };
  return [...firstAlternative(pattern).matchAll(ATOM)].map(([, atom = '', quantifier, least]) => {
    const times = least === undefined ? (quantifier === '*' || quantifier === '?' ? 0 : 1) : Math.min(Number(least), 200);
    return Array.from({ length: times }, () => next(members(atom))).join('');
  }).join('');
}

/** Before the first `|` that stands in no class. */
function firstAlternative(pattern: string): string {
  const [first = ''] = pattern.split('|');
  return (first.match(/\(/g)?.length ?? 0) > (first.match(/\)/g)?.length ?? 0) ? pattern.replace(/\|[^)]*\)/g, ')') : first;
}

function membersOf(atom: string): string {
  const inner = atom.slice(1, -1);
  if (inner.startsWith('^')) return [...'abcdefghijklmnopqrstuvwxyz'].filter((letter) => !inner.includes(letter)).join('') || 'A';
  const named = [...inner.matchAll(/\[:(\w+):\]/g)].map(([, name]) => NAMED[name!] ?? 'a').join('');
  const plain = inner.replace(/\[:\w+:\]/g, '').replace(/(.)-(.)/g, (_, from: string, to: string) =>
    Array.from({ length: Math.min(Math.max(to.charCodeAt(0) - from.charCodeAt(0) + 1, 1), 64) }, (_unused, index) => String.fromCharCode(from.charCodeAt(0) + index)).join(''));
  return (named + plain.replaceAll('\\', '')) || 'a';
}
