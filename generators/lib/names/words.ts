import { createHash } from 'node:crypto';

/**
 * Cuts any text into lower-case ASCII words: `getHTTPServer_v2` gives `get http server v2`,
 * `délete` gives `delete`, `用户` gives `u7528 u6237`. Punctuation and path separators only separate.
 */
export function toWords(text: string): string[] {
  return toAscii(text)
    .replace(/([A-Z]{2,}s)(?![a-z])/g, ' $1 ') // `userIDs`: one word, not `I Ds`
    .replace(/([a-z]|[A-Za-z]\d+)([A-Z])/g, '$1 $2') // `3DSecure`: the D belongs to the 3
    .replace(/([A-Z]+)([A-Z][a-z])/g, splitAcronym)
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

export function camelCase(words: readonly string[]): string {
  return words.map((word, i) => (i === 0 ? word : capital(word))).join('');
}

export function pascalCase(words: readonly string[]): string {
  return words.map(capital).join('');
}

export function kebabCase(words: readonly string[]): string {
  return words.join('-');
}

/** Eight hexadecimal digits that depend on nothing but the text. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

/**
 * Drops words from the end until the text fits, and says what was dropped by a hash of the whole,
 * so that two long names with the same beginning stay apart.
 */
export function shorten(words: readonly string[], limit: number): readonly string[] {
  const whole = words.join(' ');
  if (whole.length <= limit) return words;
  const kept: string[] = [];
  let room = limit - 10;
  for (const word of words) {
    if (word.length > room) {
      if (kept.length === 0) kept.push(word.slice(0, room));
      break;
    }
    kept.push(word);
    room -= word.length + 1;
  }
  return [...kept, `h${shortHash(whole)}`];
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

// `APIs` was already cut off whole by the plural rule: leave it alone here.
function splitAcronym(match: string, acronym: string, next: string): string {
  return /^[A-Z]s$/.test(next) ? match : `${acronym} ${next}`;
}

// Letters that Unicode does not decompose.
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss', ẞ: 'SS', æ: 'ae', Æ: 'AE', œ: 'oe', Œ: 'OE', ø: 'o', Ø: 'O', ł: 'l', Ł: 'L',
  đ: 'd', Đ: 'D', ð: 'd', Ð: 'D', þ: 'th', Þ: 'Th', ı: 'i', ŋ: 'ng', Ŋ: 'Ng', ħ: 'h', Ħ: 'H',
};

function toAscii(text: string): string {
  let out = '';
  for (const unit of text.normalize('NFKD')) {
    if (unit <= '\u007f') out += unit;
    else if (unit in LETTERS) out += LETTERS[unit];
    else if (/\p{M}/u.test(unit)) continue;
    else if (/[\p{L}\p{N}\p{S}]/u.test(unit)) out += ` u${unit.codePointAt(0)!.toString(16)} `;
    else out += ' ';
  }
  return out;
}
