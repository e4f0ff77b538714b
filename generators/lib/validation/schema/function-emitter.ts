import { Code, code, Name } from '../../code';
import type { ModuleScope } from '../module-scope';
import type { Linker, Variant } from './linker';
import { Writer } from './writer';

/**
 * A check function while it is being written:
 * `(value, faults[, depth]) => boolean`, which returns false at the first violation when `faults`
 * is null and otherwise collects.
 */
export class FunctionEmitter {
  readonly out = new Writer();
  private locals = 0;
  /** Set when a callee's faults have to be found again. */
  private countsFaults = false;
  private usesDepth = false;

  constructor(
    readonly linker: Linker,
    readonly scope: ModuleScope,
    readonly variant: Variant,
    /** Takes part in a cycle of references, so it counts how deep it is. */
    readonly recursive: boolean,
  ) {}

  /** A local name: `v1`, `i2`. */
  local(letter: string): Name {
    return new Name(`${letter}${++this.locals}`);
  }

  runtime(name: string, file: string): Name {
    return this.scope.runtime(name, file);
  }

  /** `if (condition) return false;` where the condition is the report of a violation. */
  failIf(violated: Code, report: Code): void {
    this.out.line(code`if (${violated} && ${report}) return false;`);
  }

  fail(report: Code): void {
    this.out.line(code`if (${report}) return false;`);
  }

  /** How deep a callee is: `depth + 1`. Only in recursive functions. */
  deeper(): Code {
    this.usesDepth = true;
    return code`depth + 1`;
  }

  /** Notes how many faults there are before a callee adds its own. */
  markFaults(): void {
    this.countsFaults = true;
    this.out.line(code`n = faults === null ? 0 : faults.length;`);
  }

  /** The whole declaration. @param typed false leaves the annotations out, for running it right here */
  print(name: Name, kind: { exported: boolean; inner: boolean; typed: boolean }): Code {
    const body = this.out.print();
    const used = /\bvalue\b/.test(body.text);
    const value = new Name(used ? 'value' : '_value');
    const t = (annotation: Code) => (kind.typed ? annotation : code``);
    const depthName = new Name(this.usesDepth ? 'depth' : '_depth');
    const depth = this.recursive ? (kind.inner ? code`, ${depthName}${t(code`: number`)}` : code`, depth = 0`) : code``;
    const faultType = kind.typed ? code`: ${this.scope.runtimeType('Fault')}[] | null` : code``;
    const guard = this.recursive && !kind.inner
      ? code`if (${this.runtime('exceeds', 'depth')}(depth)) return ${this.runtime('tooDeep', 'depth')}(faults);`
      : code``;
    return new Code(
      [
        code`${kind.exported ? code`export ` : code``}function ${name}(${value}${t(code`: any`)}, faults${faultType}${depth})${t(code`: boolean`)} {`,
        ...(guard.isEmpty ? [] : [code`  ${guard}`]),
        code`  const before = faults === null ? 0 : faults.length;`,
        ...(this.countsFaults ? [code`  let n = 0;`] : []),
        ...(body.isEmpty ? [] : [body]),
        code`  return faults === null || faults.length === before;`,
        code`}`,
      ].join('\n'),
    );
  }
}
