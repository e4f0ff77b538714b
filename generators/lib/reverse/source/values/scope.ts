import type { Value } from './value';

/** What names stand for. A binding may be computed when it is asked for: imports are live. */
export class Scope {
  private readonly bindings = new Map<string, { value: Value; depth: number } | { live: () => Value }>();

  constructor(readonly parent?: Scope, readonly file: string = parent?.file ?? '', public self: Value | undefined = parent?.self, public newTarget: 'class' | undefined = undefined) {}

  declare(name: string, value: Value, depth = 0): void {
    this.bindings.set(name, { value, depth });
  }

  declareLive(name: string, live: () => Value): void {
    this.bindings.set(name, { live });
  }

  has(name: string): boolean {
    return this.bindings.has(name);
  }

  get(name: string): Value | undefined {
    const binding = this.bindings.get(name);
    if (binding === undefined) return this.parent?.get(name);
    return 'live' in binding ? binding.live() : binding.value;
  }

  /** The nearest scope that declares `name`, with the depth of branching it was declared at. */
  owner(name: string): { scope: Scope; depth: number } | undefined {
    const binding = this.bindings.get(name);
    if (binding === undefined) return this.parent?.owner(name);
    return { scope: this, depth: 'live' in binding ? 0 : binding.depth };
  }

  assign(name: string, value: Value): void {
    const binding = this.bindings.get(name);
    this.bindings.set(name, { value, depth: binding !== undefined && 'depth' in binding ? binding.depth : 0 });
  }

  names(): IterableIterator<string> {
    return this.bindings.keys();
  }
}
