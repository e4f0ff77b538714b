/**
 * Texts that broke code generators: each has ended a literal, a comment, a path or a prototype
 * somewhere. `$&` and `$1` break `String.replace`; a lone surrogate breaks UTF-8 writers.
 */
export const HOSTILE_TEXTS: readonly string[] = [
  `'; process.exit(1); '`,
  `"; process.exit(1); "`,
  '`; process.exit(1); `',
  '${process.exit(1)}',
  '*/ process.exit(1); /*',
  '//# sourceMappingURL=http://127.0.0.1/x',
  'line\u2028separator\u2029paragraph',
  'new\nline\r\nreturn\rnul\u0000',
  'class',
  'await',
  'default',
  'arguments',
  'con',
  'index',
  '../../../../etc/passwd',
  '..\\..\\windows',
  '/absolute/path',
  'trailing backslash \\',
  '\\u0027 \\x27 \\n',
  '</script><!--',
  '<%= 1 %>{{x}}',
  '$& $1 $` $\'',
  '%s%n%2e%2e%2f',
  'lone \ud800 surrogate',
  'é à 漢字 😀',
  ' ',
  '.',
  '..',
  '-',
  '1starts-with-digit',
  '[Symbol.toPrimitive]',
  '@ts-nocheck',
  'a'.repeat(300),
];

/** Names every object inherits: they are data like any other, but reading them takes other code than reading `name`. */
export const INHERITED_NAMES: readonly string[] = ['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'prototype'];

/** The same number of harmless texts, distinct and of the same role. */
export const HARMLESS_TEXTS: readonly string[] = HOSTILE_TEXTS.map((_, i) => `text${String.fromCharCode(97 + Math.floor(i / 26), 97 + (i % 26))}`);
