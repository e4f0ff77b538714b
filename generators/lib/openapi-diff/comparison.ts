import type { Change } from './change';
import { follow, type Json, type Node } from './nodes';
import { isBreaking, RULES, type Direction, type RuleId } from './rules';

/** The same place in the old document and in the new. */
export interface Pair {
  readonly old: Node;
  readonly now: Node;
}

/** Where in an API a comparison is. */
export interface Context {
  readonly operation?: string;
  readonly direction: Direction;
  /** Within a parameter: its own rules for defaults. */
  readonly parameter?: boolean;
}

/** What has been found out about two documents so far. */
export class Comparison {
  readonly changes: Change[] = [];
  private readonly met = new Set<string>();

  constructor(readonly before: Json, readonly after: Json) {}

  /** References followed on both sides. */
  resolve({ old, now }: Pair): Pair {
    return { old: follow(this.before, old), now: follow(this.after, now) };
  }

  /** True the first time a pair of places is met in a direction: ends recursion, and reports components once. */
  first({ old, now }: Pair, { direction, parameter }: Context): boolean {
    const key = `${direction}${parameter ? '!' : ''} ${old.pointer} ${now.pointer}`;
    if (this.met.has(key)) return false;
    this.met.add(key);
    return true;
  }

  /** @param detail what exactly, after the rule's own words */
  report(id: RuleId, { old, now }: Pair, context: Context, detail = ''): void {
    const { direction, operation } = context;
    this.changes.push({
      id, breaking: isBreaking(id, direction), direction, ...(operation !== undefined && { operation }),
      pointer: now.pointer, basePointer: old.pointer,
      message: detail === '' ? RULES[id].title : `${RULES[id].title}: ${detail}`,
    });
  }
}

/** A value as a message shows it. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

export const from = (old: unknown, now: unknown): string => `${show(old)} → ${show(now)}`;
