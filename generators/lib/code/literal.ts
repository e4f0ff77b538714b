import { Code } from './code';

/**
 * A JSON value as a source literal. Safe for any text: quotes, backslashes, line separators and
 * lone surrogates are escaped; a `__proto__` key is written computed, so that it stays a key.
 */
export function lit(value: unknown): Code {
  return new Code(print(value));
}

/** A string as a single-quoted literal. */
export function quote(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'");
  return `'${inner.replace(LINE_SEPARATORS, escapeUnit)}'`;
}

/** An object key: bare where it can be, quoted where it must be, computed for `__proto__`. */
export function key(name: string): Code {
  if (name === '__proto__') return new Code(`['__proto__']`);
  return new Code(BARE_KEY.test(name) ? name : quote(name));
}

/** Property access on an expression: `.name` where possible, `['any text']` elsewhere. */
export function member(name: string): Code {
  return new Code(BARE_KEY.test(name) ? `.${name}` : `[${quote(name)}]`);
}

/** A regular expression literal's source as an expression: `new RegExp` needs no code generation. */
export function regExp(source: string, flags: string): Code {
  return new Code(`new RegExp(${quote(source)}, ${quote(flags)})`);
}

const BARE_KEY = /^[A-Za-z_$][A-Za-z0-9_$]*$/;
// U+2028 and U+2029 end a line in old parsers; U+0085 and the BOM confuse tools.
const LINE_SEPARATORS = /[\u2028\u2029\u0085\ufeff\u007f]/g;

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function print(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (Object.is(value, -0)) return '-0';
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (value === undefined) return 'undefined';
  if (Array.isArray(value)) return `[${value.map(print).join(', ')}]`;
  const entries = Object.entries(value as object).map(([k, v]) => `${key(k)}: ${print(v)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}
