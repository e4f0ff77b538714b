import type { Secret } from './drive-plan';

const MOST = 300;

/** The beginning of a body for a report, without the secrets of the run: servers echo what they get. */
export function shorten(body: Buffer | string | undefined, secrets: Readonly<Record<string, Secret>>): string {
  if (body === undefined) return '';
  // Cut late enough for a secret that stands across the end.
  const long = (typeof body === 'string' ? body : body.subarray(0, 64 * 1024).toString('utf8')).slice(0, MOST * 20);
  const text = redact(long, secrets);
  return text.length > MOST ? `${text.slice(0, MOST)}… (${Buffer.byteLength(body)} bytes)` : text;
}

/** A text with `***` in place of each secret, also percent-encoded or in base64. */
export function redact(text: string, secrets: Readonly<Record<string, Secret>>): string {
  const values = Object.values(secrets).map(({ value }) => value).filter((value) => value.length > 2);
  const forms = values.flatMap((value) => [value, encodeURIComponent(value.toWellFormed()), Buffer.from(value).toString('base64'), JSON.stringify(value).slice(1, -1)]);
  return [...new Set(forms)].sort((a, b) => b.length - a.length).reduce((so, form) => so.replaceAll(form, '***'), text);
}
