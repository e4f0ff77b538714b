/** 2020-01-01 and so many days, as ISO 8601. */
const day = (number: number): string => new Date(Date.UTC(2020, 0, 1) + (number % 20_000) * 86_400_000).toISOString().slice(0, 10);
const clock = (number: number): string => new Date((number % 86_400) * 1_000).toISOString().slice(11, 19);
const hex = (number: number, digits: number): string => number.toString(16).padStart(digits, '0').slice(-digits);
const word = (number: number, length: number): string => (length >= 8 ? `value ${number}`.slice(0, length) : number.toString(36).padStart(Math.min(length, 2), 'a').slice(-length));
const bits = (number: number, length: number): string => number.toString(2).padStart(length, '0').slice(-length);

/** Digits before the point that numeric(p, s) has; the modifier is 4 more than what it holds. */
function decimal(modifier: number, number: number): string {
  if (modifier < 4) return String(number);
  const precision = ((modifier - 4) >> 16) & 0xffff;
  const scale = ((modifier - 4) & 0x7ff) ^ 1024;
  const whole = precision - (scale - 1024);
  return whole >= 1 ? String(number % 10 ** Math.min(whole, 9)) : '0';
}

/** The text of a value of one of PostgreSQL's own base types; `undefined` for other types. */
export function textOfType(type: string, modifier: number, number: number): string | undefined {
  const length = modifier >= 4 ? modifier - 4 : 64;
  switch (type) {
    case 'bool': return number % 2 === 0 ? 'true' : 'false';
    case 'int2': return String(number % 32_000);
    case 'int4': case 'int8': case 'oid': case 'xid': case 'cid': case 'xid8': case 'float4': case 'float8': case 'money': return String(number);
    case 'numeric': return decimal(modifier, number);
    case 'text': case 'citext': case 'name': return `value ${number}`;
    case 'varchar': case 'bpchar': return word(number, type === 'bpchar' && modifier < 4 ? 1 : length);
    case 'char': return String.fromCharCode(97 + (number % 26));
    case 'bytea': return `\\x${hex(number, 8)}`;
    case 'uuid': return `00000000-0000-4000-8000-${hex(number, 12)}`;
    case 'date': return day(number);
    case 'timestamp': return `${day(number)} 12:00:00`;
    case 'timestamptz': return `${day(number)} 12:00:00+00`;
    case 'time': return clock(number);
    case 'timetz': return `${clock(number)}+00`;
    case 'interval': return `${number} hours`;
    case 'json': case 'jsonb': return `{"n": ${number}}`;
    case 'jsonpath': return `$.n${number}`;
    case 'xml': return `<n>${number}</n>`;
    case 'inet': return `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
    case 'cidr': return `10.${(number >> 8) & 255}.${number & 255}.0/24`;
    case 'macaddr': return `02:00:00:${hex((number >> 16) & 255, 2)}:${hex((number >> 8) & 255, 2)}:${hex(number & 255, 2)}`;
    case 'macaddr8': return `02:00:00:00:00:${hex((number >> 16) & 255, 2)}:${hex((number >> 8) & 255, 2)}:${hex(number & 255, 2)}`;
    case 'bit': return bits(number, modifier > 0 ? modifier : 1);
    case 'varbit': return bits(number, modifier > 0 ? Math.min(modifier, 16) : 16);
    case 'point': return `(${number},${number})`;
    case 'line': return `{1,-1,${number}}`;
    case 'lseg': case 'box': return `((${number},${number}),(${number + 1},${number + 1}))`;
    case 'path': case 'polygon': return `((${number},0),(${number + 1},0),(${number},1))`;
    case 'circle': return `<(${number},${number}),1>`;
    case 'tsvector': case 'tsquery': return `value${number}`;
    case 'pg_lsn': return `0/${hex(number, 4).toUpperCase()}`;
    case 'txid_snapshot': case 'pg_snapshot': return `${number + 10}:${number + 10}:`;
    case 'regclass': return 'pg_class';
    case 'regtype': return 'integer';
    case 'regrole': case 'regnamespace': return '0';
    case 'hstore': return `n=>${number}`;
    case 'ltree': return `top.n${number}`;
    case 'vector': case 'halfvec': return `[${Array.from({ length: Math.max(modifier, 3) }, (_, index) => (index === 0 ? number : 1)).join(',')}]`;
    case 'geometry': case 'geography': return `POINT(${number % 180} ${number % 90})`;
    case 'cube': return `(${number})`;
    case 'isbn': case 'isbn13': case 'ean13': return undefined;
    default: return undefined;
  }
}
