import type { BundledDocument, SchemaLocation } from '../model';

/**
 * Knows which schemas reach a property that is only read or only written, through any number of
 * references. Only their types differ between requests and replies.
 */
export class MarkedSchemas {
  private readonly targets = new Map<string, Reach>();
  private readonly answers = new Map<string, boolean>();

  constructor(private readonly document: BundledDocument) {}

  reaches({ schema, pointer }: SchemaLocation): boolean {
    const known = this.answers.get(pointer);
    if (known !== undefined) return known;
    const answer = this.search(reachOf(schema));
    this.answers.set(pointer, answer);
    return answer;
  }

  private search(start: Reach): boolean {
    const seen = new Set<string>();
    const stack = [start];
    for (let reach = stack.pop(); reach !== undefined; reach = stack.pop()) {
      if (reach.marked) return true;
      for (const ref of reach.refs) {
        if (this.answers.get(ref) === true) return true;
        if (seen.has(ref) || this.answers.get(ref) === false) continue;
        seen.add(ref);
        stack.push(this.target(ref));
      }
    }
    // everything visited was searched to its end
    for (const ref of seen) this.answers.set(ref, false);
    return false;
  }

  private target(ref: string): Reach {
    const known = this.targets.get(ref);
    if (known) return known;
    const reach = reachOf(this.document.resolve(ref));
    this.targets.set(ref, reach);
    return reach;
  }
}

interface Reach {
  readonly marked: boolean;
  readonly refs: readonly string[];
}

function reachOf(schema: unknown): Reach {
  const refs: string[] = [];
  let marked = false;
  visit(schema);
  return { marked, refs };

  function visit(node: unknown): void {
    if (typeof node !== 'object' || node === null || marked) return;
    for (const [key, value] of Object.entries(node)) {
      if ((key === 'readOnly' || key === 'writeOnly') && value === true) marked = true;
      else if (key === '$ref' && typeof value === 'string') refs.push(value);
      else if (!DATA.has(key)) visit(value);
    }
  }
}

const DATA = new Set(['example', 'examples', 'default', 'enum', 'const']);
