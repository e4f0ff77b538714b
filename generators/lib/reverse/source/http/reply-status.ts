import { members } from '../values/make';
import type { Value } from '../values/value';

/** The statuses a value may be; `[undefined]` when none of them is known. */
export function statusesOf(value: Value | undefined): (number | undefined)[] {
  if (value === undefined) return [undefined];
  const known = members(value).flatMap((m) => (m.kind === 'const' && /^[1-5]\d\d$/.test(String(m.value)) ? [Number(m.value)] : []));
  return known.length > 0 ? known : [undefined];
}

export function textOf(value: Value | undefined): string | undefined {
  return value?.kind === 'const' && typeof value.value === 'string' ? value.value : undefined;
}

/** `html` and `.json` are short for media types in Express and Koa. */
export function mediaTypeOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const plain = text.split(';')[0]!.trim().toLowerCase();
  if (plain.includes('/')) return plain;
  const short: Record<string, string> = { json: 'application/json', html: 'text/html', text: 'text/plain', txt: 'text/plain', xml: 'application/xml', csv: 'text/csv', pdf: 'application/pdf', bin: 'application/octet-stream' };
  return short[plain.replace(/^\./, '')];
}
