import type { Pattern } from './node';

export type PatternReading =
  | { readonly pattern: Pattern; readonly note?: 'translated' | 'not-unicode' }
  | { readonly error: string };

/**
 * Reads a `pattern` (JSON Schema 2020-12 core §6.4: ECMA-262 with the `u` flag). One that is valid
 * only without the flag works without; what is clearly Perl's, POSIX's or Python's is translated.
 */
export function readPattern(text: string): PatternReading {
  const direct = tryBoth(text, '');
  if (direct && direct.flags.includes('u')) return { pattern: { text, ...direct } };
  const translated = translate(text);
  const other = translated && tryBoth(translated.source, translated.flags);
  if (other) return { pattern: { text, ...other }, note: 'translated' };
  if (direct) return { pattern: { text, ...direct }, note: 'not-unicode' };
  return { error: reason(text) };
}

function tryBoth(source: string, flags: string): { source: string; flags: string } | undefined {
  for (const all of [`${flags}u`, flags]) {
    try {
      new RegExp(source, all);
      return { source, flags: all };
    } catch {
      // The next flags, or not a regular expression.
    }
  }
  return undefined;
}

function reason(text: string): string {
  try {
    new RegExp(text, 'u');
    return '';
  } catch (error) {
    return (error as Error).message.replace(/^Invalid regular expression: /, '');
  }
}

const POSIX_CLASSES: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z', digit: '0-9', alnum: 'A-Za-z0-9', upper: 'A-Z', lower: 'a-z', space: '\\s', blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~', xdigit: '0-9A-Fa-f', word: '\\w', cntrl: '\\x00-\\x1f\\x7f', print: '\\x20-\\x7e', graph: '\\x21-\\x7e',
};

/** `(?i)`, `\A \z \Z`, possessive and atomic groups, POSIX classes, `(?P<name>…)`, `\h`; undefined when there is none. */
function translate(text: string): { source: string; flags: string } | undefined {
  let flags = '';
  let source = text.replace(/^\(\?([ims]+)\)/, (_, letters: string) => {
    flags = [...new Set(letters)].join('');
    return '';
  });
  source = source
    .replace(/\\A/g, '^')
    .replace(/\\[zZ]/g, '$')
    .replace(/\\h/g, '[ \\t]')
    .replace(/\(\?P</g, '(?<')
    .replace(/\(\?P=(\w+)\)/g, '\\k<$1>')
    .replace(/\(\?>/g, '(?:')
    .replace(/\[\[:(\w+):\]\]/g, (all, name: string) => (POSIX_CLASSES[name] ? `[${POSIX_CLASSES[name]}]` : all))
    .replace(/\[:(\w+):\]/g, (all, name: string) => POSIX_CLASSES[name] ?? all)
    .replace(/((?:^|[^\\])(?:[*+?]|\{\d+(?:,\d*)?\}))\+/g, '$1');
  return source === text ? undefined : { source, flags };
}
