import type ts from 'typescript';
import type { SourcePosition } from '../../../generators/lib/diagnostics';

/** What every part of the search needs: the compiler, the program's types and where the project stands. */
export interface Context {
  readonly ts: typeof ts;
  readonly checker: ts.TypeChecker;
  readonly program: ts.Program;
  /** The project's own files that are searched: no declarations, tests or migrations. */
  readonly files: readonly ts.SourceFile[];
  isSearched(file: ts.SourceFile): boolean;
  /** Place of a node, its file relative to the root that reports are relative to. */
  positionOf(node: ts.Node): SourcePosition;
}

/** One place where the number of statements may grow with the rows. */
export interface Hint {
  readonly rule: 'n-plus-one' | 'relation-not-loaded';
  readonly position: SourcePosition;
  /** What repeats it: the loop, callback, resolver or serializer. Absent for a relation that is never loaded. */
  readonly loop?: SourcePosition;
  readonly message: string;
  readonly help: string;
}

/** `src/a.ts:3:5`, for messages. */
export function place({ file, line, column }: SourcePosition): string {
  return `${file}:${line}:${column}`;
}

/** A node's text on one line, short enough for a message. */
export function shortText(node: ts.Node, limit = 60): string {
  const text = node.getText().replace(/\s+/g, ' ');
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}
