import type { BundledDocument } from '../model';
import type { Fault } from '../validation/runtime/types';
import { NONE } from './build-value';

export type Direction = 'request' | 'response';

/**
 * Remembers what was decided at each place of the value (which example, which branch, how much of
 * it) and changes the decisions nearest to what the validator complains about.
 */
export class Search {
  private readonly indexes = new Map<string, number>();
  private counts = new Map<string, number>();
  private steps = 0;

  constructor(
    readonly document: BundledDocument,
    readonly direction: Direction,
    /** Begin with as little of every value as the schema lets one. */
    readonly lean = false,
  ) {}

  /** Starts another attempt with the decisions as they are now. */
  restart(): void {
    this.counts = new Map();
    this.steps = 0;
  }

  /** True when an attempt has grown beyond sense, as mutually recursive unions make it. */
  exhausted(): boolean {
    return ++this.steps > 20_000;
  }

  /** Takes the option that is due at a place, or the next one that gives a value. */
  decide(path: string, options: readonly (() => unknown)[]): unknown {
    this.counts.set(path, options.length);
    for (let i = this.indexes.get(path) ?? 0; i < options.length; i++) {
      const value = options[i]!();
      if (value === NONE) continue;
      this.indexes.set(path, i);
      return value;
    }
    return NONE;
  }

  /** Moves a place to its next option; false when there is none. */
  advance(path: string): boolean {
    const index = (this.indexes.get(path) ?? 0) + 1;
    if (index >= (this.counts.get(path) ?? 0)) return false;
    this.indexes.set(path, index);
    for (const other of this.indexes.keys()) if (other.startsWith(`${path}/`)) this.indexes.delete(other);
    return true;
  }

  /** Changes a decision at or above each fault; false when no decision is left. */
  learn(faults: readonly Fault[]): boolean {
    const deepest = [...new Set(faults.map((f) => f.instancePath))].sort((a, b) => b.length - a.length);
    const moved: string[] = [];
    for (const path of deepest) {
      if (moved.some((m) => m.startsWith(path))) continue;
      const place = this.nearest(path);
      if (place !== undefined) moved.push(place);
    }
    return moved.length > 0;
  }

  /** The closest place at or above a path whose decision could be changed, and was. */
  private nearest(path: string): string | undefined {
    for (let at = path; ; at = at.slice(0, at.lastIndexOf('/'))) {
      if (this.counts.has(at) && this.advance(at)) return at;
      if (at === '' || !at.includes('/')) return undefined;
    }
  }
}
