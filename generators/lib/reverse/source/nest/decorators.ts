import ts from 'typescript';
import type { Recorder } from '../http/recorder';
import { evaluate } from '../interpret/expressions';
import { loadModule } from '../interpret/module-record';
import { externalPath } from '../values/inspect';
import { Scope } from '../values/scope';
import type { ExternalValue, Value } from '../values/value';

/** A decorator that is used, with its arguments; `value` is the whole call. */
export interface Decoration { readonly name: string; readonly args: readonly Value[]; readonly value: ExternalValue; readonly node: ts.Node }

/** The decorators of a declaration; those that a decorator of the project's own is made of (`applyDecorators`) one by one. */
export function decorationsOf(recorder: Recorder, node: ts.HasDecorators): Decoration[] {
  const decorators = ts.getDecorators(node) ?? [];
  if (decorators.length === 0) return [];
  const scope = new Scope(loadModule(recorder.machine, node.getSourceFile().fileName).scope);
  return decorators.flatMap((decorator) => unfold(evaluate(recorder.machine, decorator.expression, scope), decorator));
}

function unfold(value: Value, node: ts.Node): Decoration[] {
  if (value.kind === 'union') return value.members.flatMap((member) => unfold(member, node));
  if (value.kind !== 'external') return [];
  const name = externalPath(value).at(-1) ?? '';
  const args = value.args ?? [];
  if (name === 'applyDecorators') return args.flatMap((arg) => unfold(arg, node));
  return [{ name, args, value, node }];
}

export function find(decorations: readonly Decoration[], name: string): Decoration | undefined {
  return decorations.find((one) => one.name === name);
}
