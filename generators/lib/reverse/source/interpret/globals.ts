import * as path from 'node:path';
import { constant, native, object, typed, UNKNOWN, unknown } from '../values/make';
import { Scope } from '../values/scope';
import type { ObjectValue, Value } from '../values/value';
import { callValue } from './call';
import { coreObjects } from './core-objects';
import { getProperty } from './get-property';
import type { Machine } from './machine';
import { requireModule } from './module-record';

/** The names every file sees: those of the language, and those that Node gives each module. */
export function globalScope(m: Machine, file: string, module: ObjectValue): Scope {
  const scope = new Scope(undefined, file);
  for (const [name, value] of coreObjects(m)) scope.declare(name, value);
  scope.declare('__dirname', constant(path.dirname(file)));
  scope.declare('__filename', constant(file));
  scope.declare('*meta*', object([['url', constant(`file://${file}`)], ['dirname', constant(path.dirname(file))], ['filename', constant(file)]]));
  scope.declare('module', module);
  scope.declareLive('exports', () => getProperty(m, module, 'exports', undefined));
  scope.declare('require', requireFunction(m, file));
  const cwd = native('cwd', () => constant(m.program.packageRoot ?? m.program.root));
  scope.declare('process', object([['cwd', cwd], ['env', m.around.environment()], ['argv', UNKNOWN], ['on', native('on', () => UNKNOWN)], ['exit', native('exit', () => UNKNOWN)]]));
  for (const timer of ['setTimeout', 'setImmediate', 'setInterval', 'queueMicrotask']) {
    scope.declare(timer, native(timer, (args, at) => { if (args[0] !== undefined) m.branch(() => callValue(m, args[0]!, args.slice(2), at)); return unknown(at); }));
  }
  return scope;
}

export function requireFunction(m: Machine, file: string): Value {
  const named = (args: readonly Value[]): string | undefined => (args[0]?.kind === 'const' && typeof args[0].value === 'string' ? args[0].value : undefined);
  const resolve = native('resolve', (args) => constant((named(args) !== undefined && m.program.resolve(named(args)!, file)) || named(args)));
  return native('require', (args, at) => {
    const specifier = named(args);
    return specifier === undefined ? unknown(at) : requireModule(m, specifier, file);
  }, new Map<string, Value>([['resolve', resolve], ['main', typed('string')]]));
}
