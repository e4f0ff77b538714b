import type { MediaType, Parameter } from '../model';
import { serializeParameter } from './serialize-parameter';

/** Separates the parts of an example's multipart body. */
export const BOUNDARY = 'example-boundary-7d1f';

/** A body as sent: its text and the Content-Type field that goes with it. */
export interface SerializedBody {
  readonly contentType: string;
  readonly text: string;
}

/** Writes a body's value in its media type; a value of a type without known syntax is sent as text. */
export function serializeBody(mediaType: MediaType, value: unknown): SerializedBody {
  const type = mediaType.mediaType.split(';')[0]!.trim();
  const sent = concrete(type);
  if (type === 'application/x-www-form-urlencoded') return { contentType: sent, text: formText(mediaType, value) };
  if (type.startsWith('multipart/')) return { contentType: `${sent}; boundary=${BOUNDARY}`, text: multipartText(mediaType, value) };
  if (type.endsWith('json') || typeof value !== 'string') return { contentType: sent, text: JSON.stringify(value) ?? '' };
  return { contentType: sent, text: value };
}

/** A media type inside a range: `image/*` is sent as `image/png`. */
function concrete(range: string): string {
  const known: Record<string, string> = { '*/*': 'application/octet-stream', 'image/*': 'image/png', 'text/*': 'text/plain', 'application/*': 'application/json' };
  return known[range] ?? range.replace('*', 'x-example');
}

function formText(mediaType: MediaType, value: unknown): string {
  const pairs = Object.entries((value ?? {}) as Record<string, unknown>).flatMap(([name, member]) => {
    const { style = 'form', explode = style === 'form', contentType, delimiter } = mediaType.encoding.get(name) ?? {};
    const structured = Array.isArray(member) ? member.some((item) => typeof item === 'object') : typeof member === 'object' && member !== null;
    const nested = structured && !mediaType.encoding.has(name);
    const asJson = contentType?.includes('json') === true;
    return serializeParameter({ ...FIELD, name, style: nested ? 'deepObject' : style, explode, ...(asJson ? { contentType } : {}), ...(delimiter === undefined ? {} : { delimiter }) }, member);
  });
  return pairs.map(([name, text]) => `${name}=${text}`).join('&');
}

const FIELD: Parameter = {
  name: '', in: 'query', required: false, deprecated: false, style: 'form', explode: true, allowReserved: false,
  allowEmptyValue: false, schema: { schema: true, pointer: '#' }, examples: [], pointer: '#',
};

/** A part cannot say null: `default: null` of an optional file is said by leaving it out. */
function multipartText(mediaType: MediaType, value: unknown): string {
  const parts = Object.entries((value ?? {}) as Record<string, unknown>).filter(([, member]) => member !== null).flatMap(([name, member]) =>
    (Array.isArray(member) ? member : [member]).map((item) => part(name, item, mediaType.encoding.get(name)?.contentType)),
  );
  return `${parts.join('')}--${BOUNDARY}--\r\n`;
}

function part(name: string, value: unknown, contentType: string | undefined): string {
  const quoted = name.replace(/["\r\n]/g, encodeURIComponent);
  const json = typeof value === 'object' && value !== null;
  const type = contentType?.split(',')[0]!.trim().replace('/*', '/png') ?? (json ? 'application/json' : undefined);
  // A string with a content type of its own is a file to most readers, so it is sent as one.
  const file = typeof value === 'string' && type !== undefined ? '; filename="example.txt"' : '';
  const typeLine = type === undefined ? '' : `Content-Type: ${type}\r\n`;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${quoted}"${file}\r\n${typeLine}\r\n${text}\r\n`;
}
