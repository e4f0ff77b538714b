import type ts from 'typescript';

/** A line break and the node's indent where it stands on a line of its own; else a space. */
export function gapBefore(node: ts.Node, file: ts.SourceFile): string {
  const before = file.text.slice(0, node.getStart(file));
  return /(\r\n|\r|\n)[^\S\r\n]*$/.exec(before)?.[0] ?? ' ';
}
