/**
 * The specification's own way to write a value (RFC 6570 expansion and the table of OpenAPI 3.2
 * §4.12.6), independent of the decoder, so that one can be tested against the other.
 */
export interface Written {
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly style: string;
  readonly explode: boolean;
}

type Primitive = string | number | boolean;
export type Value = Primitive | readonly Primitive[] | Readonly<Record<string, Primitive>>;

/** Percent-encodes all but RFC 3986's unreserved characters; headers and `style: cookie` write text as it is. */
function encode(value: Primitive, { in: where, style }: Written): string {
  if (where === 'header' || style === 'cookie') return String(value);
  return encodeURIComponent(String(value)).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

export function serialize(name: string, value: Value, how: Written): string {
  const { style, explode } = how;
  const e = (v: Primitive) => encode(v, how);
  const list = Array.isArray(value);
  const parts = list ? (value as Primitive[]).map(e) : typeof value === 'object' ? [] : [e(value as Primitive)];
  const pairs = typeof value === 'object' && !list ? Object.entries(value as Record<string, Primitive>).map(([k, v]) => [e(k), e(v)] as const) : undefined;
  const named = pairs?.map(([k, v]) => `${k}=${v}`);
  const flat = pairs ? pairs.flat() : parts;
  switch (style) {
    case 'simple': return (explode && named ? named : flat).join(',');
    case 'label': return `.${explode ? (named ?? flat).join('.') : flat.join(',')}`;
    case 'matrix': return explode ? (named ?? flat.map((v) => `${name}=${v}`)).map((v) => `;${v}`).join('') : `;${name}=${flat.join(',')}`;
    case 'form': return explode ? (named ?? flat.map((v) => `${name}=${v}`)).join('&') : `${name}=${flat.join(',')}`;
    case 'cookie': return explode ? (named ?? flat.map((v) => `${name}=${v}`)).join('; ') : `${name}=${flat.join(',')}`;
    case 'spaceDelimited': return `${name}=${flat.join('%20')}`;
    case 'pipeDelimited': return `${name}=${flat.join('%7C')}`;
    case 'deepObject': return pairs!.map(([k, v]) => `${name}%5B${k}%5D=${v}`).join('&');
    default: throw new Error(style);
  }
}
