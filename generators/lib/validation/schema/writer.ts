import { Code } from '../../code';

/** Statements of a function body, a line at a time; cheaper than nesting templates, and as safe: only `Code` gets in. */
export class Writer {
  private lines: string[] = [];
  private depth = 1;

  get isEmpty(): boolean {
    return this.lines.length === 0;
  }

  line(text: Code): void {
    this.lines.push(INDENTS[this.depth]! + text.text);
  }

  /** `head {` … `}`; nothing at all when `body` writes nothing. Answers whether anything was written. */
  block(head: Code, body: () => void, tail = '}'): boolean {
    const outer = this.lines;
    this.lines = [];
    this.depth++;
    body();
    this.depth--;
    const inner = this.lines;
    this.lines = outer;
    if (inner.length === 0) return false;
    const indent = INDENTS[this.depth]!;
    this.lines.push(`${indent}${head.text} {`);
    for (const line of inner) this.lines.push(line);
    this.lines.push(indent + tail);
    return true;
  }

  /** Lines written by `body`, kept apart from the rest. */
  apart(body: () => void): readonly string[] {
    const outer = this.lines;
    this.lines = [];
    body();
    const inner = this.lines;
    this.lines = outer;
    return inner;
  }

  append(lines: readonly string[]): void {
    for (const line of lines) this.lines.push(line);
  }

  print(): Code {
    return new Code(this.lines.join('\n'));
  }
}

const INDENTS = Array.from({ length: 200 }, (_, i) => '  '.repeat(i));
