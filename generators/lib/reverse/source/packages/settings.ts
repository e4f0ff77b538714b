import type ts from 'typescript';
import type { Recorder } from '../http/recorder';
import { externalPath, hostsOf } from '../values/inspect';
import { constant, hosted, native, UNDEFINED, union, unknown } from '../values/make';
import type { ExternalValue, Host, Value } from '../values/value';
import { propertiesOf } from '../schemas/schema-builder';
import { jsonOf } from '../schemas/json-of';
import { propertyOf } from '../schemas/object-entries';
import { EnvironmentHost } from './environment';

/** Packages that give settings from the environment, checked or not. */
export function settings(recorder: Recorder, call: ExternalValue, at: ts.Node): Value | undefined {
  const { module, target, args = [] } = call;
  if (target === undefined) return undefined;
  const name = externalPath(target).at(-1);
  if (/^(env-schema|@fastify\/env|envalid|env-var|@t3-oss\/env-core|znv)$/.test(module)) {
    if (module === 'env-var') return native('env', () => unknown(at));
    return hosted(new CheckedEnvironment(recorder.variables, defaultsOf(recorder, args)));
  }
  const [first] = args;
  if (first !== undefined && hostsOf(first, EnvironmentHost).length > 0 && target.op === 'get' && /^(parse|validate|validateSync|validateAsync|safeParse|cleanEnv|attempt)$/.test(name ?? '')) {
    const schema = target.target === undefined ? undefined : recorder.readSchema(target.target);
    const checked = hosted(new CheckedEnvironment(recorder.variables, new Map(propertiesOf(schema ?? {}).flatMap(([key, p]) => ('default' in p.schema ? [[key, p.schema['default']]] : [])))));
    return name === 'safeParse' ? { kind: 'object', layers: [{ props: new Map<string, Value>([['data', checked], ['success', constant(true)]]) }] } : name === 'validate' ? { kind: 'object', layers: [{ props: new Map<string, Value>([['value', checked]]) }] } : checked;
  }
  return undefined;
}

function defaultsOf(recorder: Recorder, args: readonly Value[]): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const arg of args) {
    const schema = recorder.readSchema(propertyOf(arg, 'schema')) ?? jsonOf(propertyOf(arg, 'schema'));
    for (const [key, p] of propertiesOf((schema ?? {}) as Record<string, unknown>)) if ('default' in p.schema) found.set(key, p.schema['default']);
  }
  return found;
}

/** Variables of the environment with what stands in for those that are not set. */
class CheckedEnvironment implements Host {
  readonly what = 'environment';

  constructor(private readonly environment: EnvironmentHost, private readonly defaults: ReadonlyMap<string, unknown>) {}

  get(key: string | undefined, at: ts.Node): Value | undefined {
    const own = this.environment.get(key, at) ?? UNDEFINED;
    const other = key === undefined ? undefined : this.defaults.get(key);
    if (own.kind === 'union' || typeof other !== 'string') return own;
    return union([own, constant(other)]);
  }
}
