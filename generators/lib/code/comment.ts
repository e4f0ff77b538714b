import { Code, nothing } from './code';

/**
 * A JSDoc comment of any text, one paragraph an argument. `*` + `/` in the text cannot end it, and
 * control characters and line separators cannot break out of its lines.
 */
export function doc(...paragraphs: readonly (string | undefined)[]): Code {
  const lines = paragraphs
    .filter((p): p is string => p !== undefined && p.trim() !== '')
    .flatMap((p, i) => (i === 0 ? clean(p) : ['', ...clean(p)]));
  if (lines.length === 0) return nothing;
  if (lines.length === 1) return new Code(`/** ${lines[0]} */`);
  return new Code(['/**', ...lines.map((l) => ` * ${l}`.trimEnd()), ' */'].join('\n'));
}

/** A one-line comment of any text. */
export function lineComment(text: string): Code {
  return new Code(`// ${clean(text).join(' ')}`);
}

function clean(text: string): string[] {
  return text
    .trim()
    .split(/\r\n|[\n\r\u2028\u2029\u0085]/)
    .map((line) => line.replace(/\*\//g, '*\\/').replace(CONTROL, ' ').trimEnd());
}

// eslint-disable-next-line no-control-regex -- the input that breaks: a NUL or an escape sequence in a description
const CONTROL = /[\u0000-\u001f\u007f]/g;
