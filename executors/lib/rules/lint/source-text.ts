import type { SourcePosition } from '../../../../generators/lib/diagnostics';

/** A script whose places are found fast: the parser counts bytes of UTF-8, people lines and columns. */
export class SourceText {
  readonly #lineStarts: number[] = [0];
  /** Offset in UTF-16 units of each byte; absent where the text is ASCII and both are the same. */
  readonly #units: Uint32Array | undefined;

  constructor(readonly text: string, readonly file: string) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#lineStarts.push(at + 1);
    const size = Buffer.byteLength(text);
    if (size === text.length) return;
    this.#units = new Uint32Array(size + 1);
    let byte = 0;
    let unit = 0;
    for (const character of text) {
      const bytes = Buffer.byteLength(character);
      this.#units.fill(unit, byte, byte + bytes);
      byte += bytes;
      unit += character.length;
    }
    this.#units[byte] = unit;
  }

  /** Offset in UTF-16 units of a byte. */
  offsetOf(byte: number): number {
    return this.#units?.[Math.min(byte, this.#units.length - 1)] ?? byte;
  }

  /** Line of an offset, from 1. */
  lineOf(offset: number): number {
    let low = 0;
    let high = this.#lineStarts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#lineStarts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  positionOf(offset: number): SourcePosition {
    const line = this.lineOf(offset);
    return { file: this.file, line, column: offset - this.#lineStarts[line - 1]! + 1 };
  }
}
