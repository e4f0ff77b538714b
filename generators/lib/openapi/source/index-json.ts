import { PositionIndex, type Members } from './position-index';
import { skipBlank, stringEnd, valueEnd } from './scan-json';

/** Positions in valid JSON text, without parsing it again as a whole. */
export function jsonIndex(text: string): PositionIndex {
  const start = skipBlank(text, text.charCodeAt(0) === 0xfeff ? 1 : 0);
  return new PositionIndex(start, start, (at) => scanMembers(text, at));
}

function scanMembers(text: string, at: number): Members {
  const entries = new Map<string, { offset: number; value: number }>();
  const open = text[at];
  if (open !== '{' && open !== '[') return { entries };
  let cursor = skipBlank(text, at + 1);
  for (let item = 0; cursor < text.length && text[cursor] !== '}' && text[cursor] !== ']'; item++) {
    const offset = cursor;
    let key = String(item);
    if (open === '{') {
      const end = stringEnd(text, cursor);
      key = readKey(text.slice(cursor, end));
      cursor = skipBlank(text, skipBlank(text, end) + 1);
    }
    entries.set(key, { offset, value: cursor });
    cursor = skipBlank(text, valueEnd(text, cursor));
    if (text[cursor] === ',') cursor = skipBlank(text, cursor + 1);
  }
  return { entries };
}

function readKey(literal: string): string {
  return literal.includes('\\') ? (JSON.parse(literal) as string) : literal.slice(1, -1);
}
