import type { SourcePosition } from '../../diagnostics';
import { formatPointer, type Tokens } from '../refs/pointer';
import { jsonIndex } from './index-json';
import { LineTable } from './line-table';
import type { PositionIndex } from './position-index';
import { yamlIndex } from './index-yaml';

/** One file that was read. Positions are computed only when somebody asks for one. */
export class Source {
  private lines: LineTable | undefined;
  private index: PositionIndex | undefined;

  /**
   * @param location absolute path or URL
   * @param file as shown to people: relative to the entry's folder, or the URL
   * @param parsed the text as the parser took it, where that is not as it stands; offsets are the same
   */
  constructor(
    readonly location: string,
    readonly file: string,
    readonly text: string,
    readonly format: 'json' | 'yaml' | 'text',
    readonly value: unknown,
    readonly parsed: string = text,
  ) {}

  /** Position of the member a pointer names (its key, or the item itself in a list). */
  position(tokens: Tokens): SourcePosition {
    if (this.format === 'text') return this.at(0);
    this.index ??= this.format === 'json' ? jsonIndex(this.text) : yamlIndex(this.parsed);
    return this.at(this.index.offset(tokens));
  }

  /** Position of an offset in UTF-16 code units. */
  at(offset: number): SourcePosition {
    this.lines ??= new LineTable(this.text);
    return { file: this.file, ...this.lines.locate(offset) };
  }

  pointer(tokens: Tokens): string {
    return formatPointer(tokens);
  }
}
