/** How a column's values differ between the database's driver and JSON. */
export type Codec = 'plain' | 'integer' | 'number' | 'text' | 'boolean' | 'date' | 'timestamp' | 'bytes' | 'interval' | 'opaque';

/** A value as JSON has it. */
export function toJson(value: unknown, codec: Codec): unknown {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value) && codec !== 'plain' && codec !== 'opaque') return value.map((item) => toJson(item, codec));
  switch (codec) {
    case 'plain': return value;
    case 'integer': case 'number': return Number(value);
    case 'text': return String(value);
    case 'opaque': return typeof value === 'object' && !(value instanceof Date) ? JSON.stringify(value) : String(value);
    case 'boolean': return value === '0' ? false : Boolean(value);
    case 'date': return value instanceof Date ? `${padded(value.getFullYear(), 4)}-${padded(value.getMonth() + 1, 2)}-${padded(value.getDate(), 2)}` : String(value).slice(0, 10);
    case 'timestamp': return timestamp(value);
    case 'bytes': return Buffer.from(value as Uint8Array).toString('base64');
    case 'interval': return typeof (value as { toISOString?: unknown }).toISOString === 'function' ? (value as { toISOString(): string }).toISOString() : String(value);
  }
}

/** A value of JSON as the driver takes it. */
export function fromJson(value: unknown, codec: Codec): unknown {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value) && codec !== 'plain') return value.map((item) => fromJson(item, codec));
  if (codec === 'bytes') return Buffer.from(String(value), 'base64');
  return codec === 'timestamp' ? new Date(String(value)) : value;
}

/** SQLite's functions give texts, in UTC: `2009-01-01 00:00:00`. */
function timestamp(value: unknown): string {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? String(value) : value.toISOString();
  const text = String(value);
  const parsed = new Date(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$/.test(text) ? `${text.replace(' ', 'T')}Z` : text);
  return Number.isNaN(parsed.getTime()) ? text : parsed.toISOString();
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
