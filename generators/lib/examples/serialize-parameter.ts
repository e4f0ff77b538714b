import type { Parameter } from '../model';

type NameValue = readonly [name: string, value: string];

/**
 * Writes a parameter's value as it stands in a request (OpenAPI 3.2 §4.12.4, RFC 6570).
 *
 * @returns percent-encoded pairs to join by the location's separator: one pair, or several for an
 *   exploded array or object; a path or header parameter is always the single value `['', text]`
 */
export function serializeParameter(parameter: Parameter, value: unknown): readonly NameValue[] {
  const encode = parameter.in === 'header' ? headerText : parameter.style === 'cookie' ? cookieText : (text: string) => encodeURIComponent(text.toWellFormed());
  if (parameter.contentType !== undefined) return [[nameFor(parameter, encode), encode(contentText(parameter.contentType, value))]];
  const between = parameter.delimiter === undefined ? ',' : parameter.in === 'header' ? parameter.delimiter : encode(parameter.delimiter);
  switch (parameter.style) {
    case 'simple':
      return [['', list(value, parameter.explode, encode, between)]];
    case 'label':
      return [['', `.${list(value, parameter.explode, encode, parameter.explode ? '.' : ',')}`]];
    case 'matrix':
      return [['', matrix(parameter, value, encode)]];
    case 'deepObject':
      return deepObject(encode(parameter.name), value, encode);
    case 'spaceDelimited':
    case 'pipeDelimited':
      if (!parameter.explode) return [[encode(parameter.name), list(value, false, encode, parameter.style === 'spaceDelimited' ? '%20' : '%7C')]];
      return formPairs(parameter, value, encode, between);
    default:
      return formPairs(parameter, value, encode, between);
  }
}

type Encode = (text: string) => string;

/** `form`, also of cookies: exploded members become pairs of their own. */
function formPairs(parameter: Parameter, value: unknown, encode: Encode, between: string): readonly NameValue[] {
  const name = encode(parameter.name);
  if (parameter.explode && Array.isArray(value)) return value.map((item) => [name, encode(primitiveText(item))]);
  if (parameter.explode && isObject(value)) return Object.entries(value).map(([k, v]) => [encode(k), encode(primitiveText(v))]);
  return [[name, list(value, false, encode, between)]];
}

function matrix(parameter: Parameter, value: unknown, encode: Encode): string {
  const name = encode(parameter.name);
  if (!parameter.explode || !(Array.isArray(value) || isObject(value))) return `;${name}=${list(value, false, encode, ',')}`;
  const pairs = Array.isArray(value)
    ? value.map((item) => `${name}=${encode(primitiveText(item))}`)
    : Object.entries(value).map(([k, v]) => `${encode(k)}=${encode(primitiveText(v))}`);
  return pairs.map((pair) => `;${pair}`).join('');
}

function deepObject(prefix: string, value: unknown, encode: Encode): NameValue[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => deepObject(`${prefix}%5B${isObject(item) ? i : ''}%5D`, item, encode));
  if (isObject(value)) return Object.entries(value).flatMap(([k, v]) => deepObject(`${prefix}%5B${encode(k)}%5D`, v, encode));
  return [[prefix, encode(primitiveText(value))]];
}

/** `a,b`, and for objects `k,v,k,v` or exploded `k=v,k=v`. */
function list(value: unknown, explode: boolean, encode: Encode, separator: string): string {
  if (Array.isArray(value)) return value.map((item) => encode(primitiveText(item))).join(separator);
  if (!isObject(value)) return encode(primitiveText(value));
  return Object.entries(value)
    .map(([k, v]) => encode(k) + (explode ? '=' : separator) + encode(primitiveText(v)))
    .join(separator);
}

function primitiveText(value: unknown): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function contentText(contentType: string, value: unknown): string {
  return typeof value === 'string' && !contentType.includes('json') ? value : JSON.stringify(value);
}

/** Header values are not percent-encoded (OpenAPI 3.2 §4.12.2.1); what a field cannot hold is replaced. */
function headerText(text: string): string {
  return text.replace(/[^\t\x20-\x7e]/g, '?').trim();
}

/** `style: cookie` (3.2 §4.12.2.2) escapes nothing either; a cookie's value has no blanks, quotes, commas, semicolons (RFC 6265 §4.1.1). */
function cookieText(text: string): string {
  return text.replace(/[^\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]/g, '_');
}

function nameFor(parameter: Parameter, encode: Encode): string {
  return parameter.in === 'path' || parameter.in === 'header' ? '' : encode(parameter.name);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
