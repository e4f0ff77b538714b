import type { SourcePosition } from '../../diagnostics';
import type { Change } from '../../openapi-diff';
import type { Base } from './read-base';

/** Where a change stands in the existing document, and the operation in code it is about. */
export function changePosition(change: Change, base: Base, positions: ReadonlyMap<string, SourcePosition>): { position?: SourcePosition; basePosition?: SourcePosition } {
  const position = nearest(change.pointer, positions);
  const basePosition = base.positionOf(change.basePointer);
  return { ...(position && { position }), ...(basePosition && { basePosition }) };
}

function nearest(pointer: string, positions: ReadonlyMap<string, SourcePosition>): SourcePosition | undefined {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const position = positions.get(at);
    if (position) return position;
  }
  return undefined;
}
