/**
 * Text to the declared primitive type. What is not exactly of that type is handed back as the
 * text it is, so that the schema's validator refuses it: `must be integer`.
 */
export type Coerce = (text: string) => unknown;

/** `-?(0|[1-9]\d*)` and nothing else: not `0x10`, ``, `1.5`, `1.0`, `1e3`, `+1`, ` 1`, `01`. */
export function toInteger(text: string): number | string {
  const length = text.length;
  const start = text.charCodeAt(0) === MINUS ? 1 : 0;
  if (length === start) return text;
  const first = text.charCodeAt(start);
  if (first === ZERO) return length === start + 1 ? 0 : text;
  let value = 0;
  for (let i = start; i < length; i++) {
    const digit = text.charCodeAt(i) - ZERO;
    if (digit < 0 || digit > 9) return text;
    value = value * 10 + digit;
  }
  if (length - start > EXACT_DIGITS) return finite(text);
  return start === 1 ? -value : value;
}

/** JSON's number grammar (RFC 8259 §6): not `.5`, `1.`, `Infinity`, `NaN`, `0x10`, ``. */
export function toNumber(text: string): number | string {
  return NUMBER.test(text) ? finite(text) : text;
}

/** `true` or `false`. */
export function toBoolean(text: string): boolean | string {
  return text === 'true' ? true : text === 'false' ? false : text;
}

/** Only the empty text is null: `?a=`, never `?a=null`. */
export function toNull(text: string): null | string {
  return text === '' ? null : text;
}

/** A string stays as it is. */
export function toText(text: string): string {
  return text;
}

/**
 * A union of primitive types: the first type whose grammar the text has.
 * @param coercers in the order null, boolean, integer, number
 * @param check where a string is allowed too, tells whether the coerced value is wanted:
 *   `500` for `oneOf: [{type: string, pattern: '^\\d{3}$'}, {type: integer, maximum: 99}]` is a string
 */
export function toOneOf(coercers: readonly Coerce[], check?: (value: unknown) => boolean): Coerce {
  return (text) => {
    for (const coerce of coercers) {
      const value = coerce(text);
      if (value !== text && (check === undefined || check(value))) return value;
    }
    return text;
  };
}

const MINUS = 45;
const ZERO = 48;
/** Up to here the sum above is exact; beyond, the nearest double is what JSON.parse gives too. */
const EXACT_DIGITS = 15;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** `1e999` fits no double: it stays text and is refused. Adding 0 makes -0 a plain 0. */
function finite(text: string): number | string {
  const value = Number(text);
  return Number.isFinite(value) ? value + 0 : text;
}
