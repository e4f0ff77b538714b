import type { FlatSchema } from './flat-schema';
import { textMatching } from './pattern/text-matching';

/** A string for a flat schema; undefined when none was found. */
export function buildString(flat: FlatSchema, salt: number, hint: string): string | undefined {
  const bounds = { least: flat.least.length, most: flat.most.length };
  const formatted = flat.formats.map((format) => formatText(format, salt)).find((text) => text !== undefined);
  if (flat.patterns.length > 0) {
    if (formatted !== undefined && flat.patterns.every((p) => safeTest(p, formatted)) && within(formatted, bounds)) return formatted;
    return textMatching(flat.patterns, bounds, salt);
  }
  if (formatted !== undefined) return within(formatted, bounds) ? formatted : stretched(formatted, bounds);
  const text = salt === 0 ? hint : `${hint}${salt}`;
  if (bounds.most < bounds.least) return undefined;
  const units = [...text];
  if (units.length > bounds.most) return units.slice(0, bounds.most - 1).join('') + (bounds.most > 0 ? String(salt % 10 || (units[bounds.most - 1] ?? 'a')) : '');
  return text + 'x'.repeat(Math.max(0, Math.min(bounds.least, MAX_LENGTH) - units.length));
}

const MAX_LENGTH = 1_000_000;

function within(text: string, { least, most }: { least: number; most: number }): boolean {
  return [...text].length >= least && [...text].length <= most;
}

// `format: uri, minLength: 80`: formats whose texts may be any length grow at their end or middle.
function stretched(text: string, { least }: { least: number }): string {
  const missing = least - text.length;
  if (missing <= 0) return text;
  const at = text.indexOf('@');
  return at > 0 ? 'a'.repeat(Math.min(missing, 60)) + text : text + 'a'.repeat(missing);
}

function safeTest(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return true; // the validator will say
  }
}

/** A text of a format (JSON Schema Validation §7.3, OpenAPI's format registry); undefined: no special text. */
export function formatText(format: string, salt: number): string | undefined {
  const digit = salt % 10;
  const two = String(salt % 28 + 1).padStart(2, '0');
  const hex = (salt + 1).toString(16).padStart(12, '0').slice(-12);
  switch (format) {
    case 'date': return `2024-01-${two}`;
    case 'date-time': return `2024-01-${two}T12:00:00Z`;
    case 'time': return `12:00:${two}Z`;
    case 'duration': return `P${salt + 1}D`;
    case 'email': case 'idn-email': return salt === 0 ? 'user@example.com' : `user${salt}@example.com`;
    case 'hostname': case 'idn-hostname': return salt === 0 ? 'example.com' : `host${salt}.example.com`;
    case 'ipv4': case 'ip': return `192.0.2.${salt % 254 + 1}`;
    case 'ipv6': return `2001:db8::${(salt + 1).toString(16)}`;
    case 'uri': case 'url': case 'iri': return salt === 0 ? 'https://example.com/' : `https://example.com/${salt}`;
    case 'uri-reference': case 'iri-reference': return `/example/${salt}`;
    case 'uri-template': return `/example/${salt}/{id}`;
    case 'uuid': return `00000000-0000-4000-8000-${hex}`;
    case 'json-pointer': return `/${salt}`;
    case 'relative-json-pointer': return `${digit}/a`;
    case 'regex': return `^a{${salt + 1}}$`;
    case 'byte': return ['ZXhhbXBsZQ==', 'ZXhhbXBsZTE='][salt % 2]!;
    case 'base64url': return 'ZXhhbXBsZQ';
    case 'int32': case 'int64': case 'uint64': case 'decimal': case 'decimal128': return String(salt + 1);
    default: return undefined;
  }
}
