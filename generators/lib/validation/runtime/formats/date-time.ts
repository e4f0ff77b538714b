const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIME = /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(?:\.\d+)?(?:[Zz]|([+-])([01]\d|2[0-3]):([0-5]\d))$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** RFC 3339 §5.6 `full-date`. */
export function isDate(text: string): boolean {
  const found = DATE.exec(text);
  if (found === null) return false;
  const year = Number(found[1]);
  const month = Number(found[2]);
  const day = Number(found[3]);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day >= 1 && day <= (month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0));
}

/** RFC 3339 §5.6 `full-time`. A leap second is the last of a day in UTC (§5.7). */
export function isTime(text: string): boolean {
  const found = TIME.exec(text);
  if (found === null) return false;
  if (found[3] !== '60') return true;
  const offset = (Number(found[5] ?? 0) * 60 + Number(found[6] ?? 0)) * (found[4] === '-' ? -1 : 1);
  const minutes = Number(found[1]) * 60 + Number(found[2]) - offset;
  return (minutes + 2880) % 1440 === 1439;
}

/** RFC 3339 §5.6 `date-time`. */
export function isDateTime(text: string): boolean {
  const separator = text.charCodeAt(10) | 0x20;
  return separator === 0x74 && isDate(text.slice(0, 10)) && isTime(text.slice(11));
}
