import type { Name } from '../../code';
import { ModuleScope, RUNTIME_FOLDER } from '../module-scope';
import type { Validate } from '../runtime/types';
import { BaseLinker } from './base-linker';
import type { Variant } from './linker';
import type { SchemaNode } from './node';
import { RUNTIME_MODULES } from './runtime-modules';

type Check = (value: unknown, faults: unknown[] | null, depth?: number) => boolean;

/** Compiles checks and runs them right here, for examples and defaults; each schema when it is first needed. */
export class Evaluator extends BaseLinker {
  private readonly checks = new Map<string, Check>();

  /** A check of the schema at a pointer, or of one that does not stand in the document. */
  check(target: string | SchemaNode, variant: Variant): Validate {
    if (typeof target === 'string') return this.lazily(target, variant, false) as Validate;
    const scope = new EvaluationScope('', 'evaluation');
    const name = this.inner(target, { scope, variant, recursive: false }, this.withheldNames(target, variant));
    return scope.run(name) as Validate;
  }

  shared(pointer: string, variant: Variant, plain: boolean, scope: ModuleScope): { name: Name; recursive: boolean } {
    const name = (scope as EvaluationScope).bind(pointer, plain, () => this.lazily(pointer, variant, plain));
    return { name, recursive: this.schemas.graph.info(pointer).recursive };
  }

  sharedFill(): never {
    throw new Error('nothing is filled in at generation time');
  }

  private lazily(pointer: string, variant: Variant, plain: boolean): Check {
    const key = `${pointer} ${variant.direction} ${variant.files} ${plain}`;
    let known = this.checks.get(key);
    if (known) return known;
    let compiled: Check | undefined;
    known = (value, faults, depth = 0) => (compiled ??= this.compile(pointer, variant, plain))(value, faults, depth);
    this.checks.set(key, known);
    return known;
  }

  private compile(pointer: string, variant: Variant, plain: boolean): Check {
    const scope = new EvaluationScope('', 'evaluation');
    const name = scope.name('check');
    scope.add(this.sharedFunction(pointer, variant, plain, name, scope));
    return scope.run(name) as Check;
  }
}

/** A scope whose imports are arguments. */
class EvaluationScope extends ModuleScope {
  private readonly bound = new Map<string, { name: Name; value: unknown }>();

  override use(exported: string, modulePath: string): Name {
    const file = modulePath.slice(RUNTIME_FOLDER.length + 1);
    return this.remember(`${modulePath} ${exported}`, exported, () => RUNTIME_MODULES[file]![exported]);
  }

  bind(pointer: string, plain: boolean, value: () => unknown): Name {
    return this.remember(`${pointer} ${plain}`, 'shared', value);
  }

  /** Compiles the module and gives its function of that name. Happens in the generator only; nothing like it is in the output. */
  run(name: Name): unknown {
    const all = [...this.bound.values()];
    const text = `${this.print().text.replace(/^export /gm, '')}\nreturn ${name};`;
    // eslint-disable-next-line no-new-func -- the generator runs what it has just compiled, from its own code
    return new Function(...all.map((b) => b.name.text), text)(...all.map((b) => b.value)) as unknown;
  }

  private remember(id: string, hint: string, value: () => unknown): Name {
    const known = this.bound.get(id);
    if (known) return known.name;
    const name = this.name(hint);
    this.bound.set(id, { name, value: value() });
    return name;
  }
}
