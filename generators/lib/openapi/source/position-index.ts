import type { Tokens } from '../refs/pointer';

/** Where the members of one object or list stand. */
export interface Members {
  /** Offset of each member's key (of its value in a list), and a handle to enter the value. */
  readonly entries: ReadonlyMap<string, { readonly offset: number; readonly value: number }>;
}

/**
 * Finds offsets by walking from the root, one container at a time; a container's members are
 * scanned once. So the first lookup costs one pass over the file, later ones nearly nothing.
 */
export class PositionIndex {
  private readonly scanned = new Map<number, Members>();

  /**
   * @param root handle of the root value
   * @param scan lists the members of the container at a handle; empty for scalars
   * @param start offset of the root value
   */
  constructor(
    private readonly root: number,
    private readonly start: number,
    private readonly scan: (handle: number) => Members,
  ) {}

  /** Offset of the deepest member of the path that exists. */
  offset(tokens: Tokens): number {
    let handle = this.root;
    let offset = this.start;
    for (const token of tokens) {
      const entry = this.members(handle).entries.get(token);
      if (!entry) return offset;
      offset = entry.offset;
      handle = entry.value;
    }
    return offset;
  }

  private members(handle: number): Members {
    let members = this.scanned.get(handle);
    if (!members) this.scanned.set(handle, (members = this.scan(handle)));
    return members;
  }
}
