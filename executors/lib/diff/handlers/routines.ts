import type { Aggregate, Routine } from '../../catalog/catalog';
import { qualify } from '../../catalog/quote';
import { change } from '../change';
import { same, type Handler } from '../context';
import { drop } from '../targets';

export const routineHandler: Handler<Routine> = {
  create: (routine) => [change('create', routine, routine.definition.trimEnd())],
  drop: (routine) => [change('drop', routine, drop(routine))],
  // CREATE OR REPLACE changes neither what comes back nor the names of arguments, and takes no default away.
  mustReplace: (from, to) => from.returns !== to.returns || (from.arguments !== to.arguments && !onlyAddsDefaults(from.arguments, to.arguments)) || isWindow(from) !== isWindow(to),
  alter: (from, to) => (from.definition === to.definition ? [] : [change('alter', to, to.definition.trimEnd())]),
};

function isWindow({ definition }: Routine): boolean {
  return /^\s*(LANGUAGE \S+)?\s*WINDOW/m.test(definition.split(/^AS /m, 1)[0]!);
}

/** `a integer` → `a integer DEFAULT 1`. Text with commas in defaults is judged unequal, which is safe. */
function onlyAddsDefaults(from: string, to: string): boolean {
  const a = from.split(', ');
  const b = to.split(', ');
  return a.length === b.length && a.every((argument, at) => b[at] === argument || bare(b[at]!) === argument || (bare(argument) === bare(b[at]!) && b[at]!.includes(' DEFAULT ')));
}

function bare(argument: string): string {
  return argument.split(' DEFAULT ', 1)[0]!;
}

export const aggregateHandler: Handler<Aggregate> = {
  create: (aggregate) => [change('create', aggregate, `CREATE AGGREGATE ${qualify(aggregate)}(${aggregate.arguments}) (${aggregate.options.join(', ')})`)],
  drop: (aggregate) => [change('drop', aggregate, drop(aggregate))],
  mustReplace: (from, to) => !same(from.options, to.options) || from.arguments !== to.arguments,
  alter: () => [],
};
