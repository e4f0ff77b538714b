import type ts from 'typescript';
import type { SourceProgram } from '../program/source-program';
import type { ExternalValue, Value } from '../values/value';
import type { RequestPart } from '../values/request-part';
import type { ModuleRecord } from './module-record';

/** What the machine asks of whoever knows packages, requests and schemas. */
export interface Surroundings {
  /** The result of calling or constructing something of a package, where it is known. */
  external(call: ExternalValue, at: ts.Node, self: Value | undefined): Value | undefined;
  /** A property of a package's value, where it is known. */
  externalProperty(target: ExternalValue, key: string, at: ts.Node): Value | undefined;
  /** A part of a request is said to have a static type. */
  typeClaim(part: RequestPart, type: ts.TypeNode, omit?: ReadonlySet<string>): void;
  /** A property of a package's value is set. */
  written(target: ExternalValue, key: string, at: ts.Node): void;
  /** A value goes to code that is not followed. */
  handedOn(value: Value, at: ts.Node): void;
  /** Whatever properties a part of a request has are written to a record. */
  copied(part: RequestPart, record: Value, at: ts.Node): void;
  /** `process.env`. */
  environment(): Value;
  /** A value is thrown. */
  thrown(value: Value, at: ts.Node): void;
}

export interface Frame {
  readonly returns: Value[];
  readonly node: ts.Node | undefined;
  /** An exception leaves it. */
  throws?: boolean;
}

/**
 * Runs a program over what its values may be: every branch that is not ruled out, every function
 * that is called, once for each element of a known list. Nothing is really executed.
 */
export class Machine {
  readonly modules = new Map<string, ModuleRecord>();
  readonly frames: Frame[] = [];
  /** Functions that have been called at least once. */
  readonly called = new Set<ts.Node>();
  /** How many undecided branches enclose the current statement. */
  branches = 0;
  private steps = 0;
  private limit = Infinity;
  /** True when a run was cut short. */
  exhausted = false;

  /** @param isKnown says of a file that its functions are not followed */
  constructor(readonly program: SourceProgram, readonly around: Surroundings, readonly isKnown: (file: string) => boolean = () => false) {}

  /** Counts a step; false when the budget of the current run is used up. */
  step(): boolean {
    if (++this.steps <= this.limit) return true;
    this.exhausted = true;
    return false;
  }

  /** Runs `work` with at most `budget` steps; what is left to do then is passed over. */
  within<T>(budget: number, work: () => T): { value: T; exhausted: boolean } {
    const outer = { limit: this.limit, steps: this.steps, exhausted: this.exhausted, branches: this.branches };
    const frames = this.frames.length;
    this.limit = Math.min(outer.limit, this.steps + budget);
    this.exhausted = false;
    this.branches = 0;
    try {
      return { value: work(), exhausted: this.exhausted };
    } catch (error) {
      // Code nested deeper than our own stack: what it does is not known.
      if (!(error instanceof RangeError)) throw error;
      this.frames.splice(frames);
      return { value: { kind: 'unknown' } as T, exhausted: true };
    } finally {
      this.limit = outer.limit;
      this.exhausted = outer.exhausted;
      this.branches = outer.branches;
    }
  }

  /** Runs `work` as one of several possible ways on. */
  branch<T>(work: () => T): T {
    this.branches++;
    try {
      return work();
    } finally {
      this.branches--;
    }
  }

  callsOf(node: ts.Node): number {
    return this.frames.filter((frame) => frame.node === node).length;
  }
}
