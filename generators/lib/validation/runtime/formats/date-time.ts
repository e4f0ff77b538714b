// Read by character code: these run on every request, and a regular expression with groups allocates.
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const COLON = 0x3a;
const DASH = 0x2d;

/** RFC 3339 §5.6 `full-date`. */
export function isDate(text: string): boolean {
  return text.length === 10 && dateAt(text);
}

/** RFC 3339 §5.6 `full-time`. A leap second is the last of a day in UTC (§5.7). */
export function isTime(text: string): boolean {
  return timeAt(text, 0);
}

/** RFC 3339 §5.6 `date-time`. */
export function isDateTime(text: string): boolean {
  return (text.charCodeAt(10) | 0x20) === 0x74 && dateAt(text) && timeAt(text, 11);
}

/** `2024-05-01` at the beginning of a text. */
function dateAt(text: string): boolean {
  const century = two(text, 0);
  const rest = two(text, 2);
  const month = two(text, 5);
  const day = two(text, 8);
  if (century < 0 || rest < 0 || text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH || month < 1 || month > 12 || day < 1) return false;
  const year = century * 100 + rest;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (month === 2 && leap ? 29 : DAYS[month - 1]!);
}

/** `12:34:56.789+01:00` from `at` to the end. */
function timeAt(text: string, at: number): boolean {
  const hour = two(text, at);
  const minute = two(text, at + 3);
  const second = two(text, at + 6);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return false;
  if (text.charCodeAt(at + 2) !== COLON || text.charCodeAt(at + 5) !== COLON) return false;
  let i = at + 8;
  if (text.charCodeAt(i) === 0x2e) {
    const from = ++i;
    while (isDigit(text.charCodeAt(i))) i++;
    if (i === from) return false;
  }
  const sign = text.charCodeAt(i);
  if ((sign | 0x20) === 0x7a) return i + 1 === text.length && (second < 60 || (hour === 23 && minute === 59));
  if ((sign !== 0x2b && sign !== DASH) || text.length !== i + 6 || text.charCodeAt(i + 3) !== COLON) return false;
  const offsetHour = two(text, i + 1);
  const offsetMinute = two(text, i + 4);
  if (offsetHour < 0 || offsetHour > 23 || offsetMinute < 0 || offsetMinute > 59) return false;
  if (second < 60) return true;
  const offset = (offsetHour * 60 + offsetMinute) * (sign === DASH ? -1 : 1);
  return (hour * 60 + minute - offset + 2880) % 1440 === 1439;
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** Value of two digits, or negative. */
function two(text: string, at: number): number {
  const tens = text.charCodeAt(at);
  const ones = text.charCodeAt(at + 1);
  return isDigit(tens) && isDigit(ones) ? (tens - 0x30) * 10 + ones - 0x30 : -1;
}
