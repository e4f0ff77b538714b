const SPACE = /[ \t\n\r]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/**
 * Where a text stops being JSON (RFC 8259). Only called for texts `JSON.parse` refuses: its own
 * messages differ between engines, leave the position out at times, and quote the body.
 */
export function findJsonError(text: string): { line: number; column: number } {
  const offset = scan(text);
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** What may come next. */
type Expected = 'value' | 'value or ]' | 'key or }' | 'key' | 'colon' | 'end of value';

function scan(text: string): number {
  const open: ('[' | '{')[] = [];
  let at = 0;
  let expected: Expected = 'value';
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  };
  // A loop, not a pattern: strings can be megabytes, which overflow a regular expression's stack.
  const takeString = (): boolean => {
    if (text[at] !== '"') return false;
    for (at++; at < text.length; ) {
      const unit = text.charCodeAt(at);
      if (unit === 34 /* " */) return (at++, true);
      if (unit < 32 || (unit === 92 /* \ */ && !take(ESCAPE))) return false;
      if (unit !== 92) at++;
    }
    return false;
  };
  for (;;) {
    take(SPACE);
    const char = text[at];
    if (char === undefined) return at;
    if (expected === 'key' || expected === 'key or }') {
      if (char === '}' && expected === 'key or }') [at, expected] = [at + 1, close(open)];
      else if (takeString()) expected = 'colon';
      else return at;
    } else if (expected === 'colon') {
      if (char !== ':') return at;
      [at, expected] = [at + 1, 'value'];
    } else if (expected === 'end of value') {
      const inside = open.at(-1);
      if (char === ',' && inside !== undefined) [at, expected] = [at + 1, inside === '[' ? 'value' : 'key'];
      else if ((char === ']' && inside === '[') || (char === '}' && inside === '{')) [at, expected] = [at + 1, close(open)];
      else return at;
    } else if (char === ']' && expected === 'value or ]') {
      [at, expected] = [at + 1, close(open)];
    } else if (char === '[' || char === '{') {
      open.push(char);
      [at, expected] = [at + 1, char === '[' ? 'value or ]' : 'key or }'];
    } else if (takeString() || take(SCALAR)) {
      expected = 'end of value';
    } else return at;
  }
}

function close(open: string[]): Expected {
  open.pop();
  return 'end of value';
}
