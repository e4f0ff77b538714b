/** The beginning of a name that fits into so many bytes of UTF-8: PostgreSQL cuts names at 63, never inside a character. */
export function firstBytes(name: string, bytes: number): string {
  let length = 0;
  let fitting = '';
  for (const character of name) {
    length += Buffer.byteLength(character);
    if (length > bytes) break;
    fitting += character;
  }
  return fitting;
}
