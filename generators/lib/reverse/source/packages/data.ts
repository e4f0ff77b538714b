import type ts from 'typescript';
import { claimValue } from '../http/claims';
import type { Recorder } from '../http/recorder';
import { callValue } from '../interpret/call';
import { assignAll } from '../interpret/core-objects';
import { elementsOf } from '../interpret/elements';
import { getProperty } from '../interpret/get-property';
import { externalPath } from '../values/inspect';
import { array, object, typed, UNDEFINED, unknown } from '../values/make';
import type { ExternalValue, Value } from '../values/value';
import { plainList, plainText } from '../schemas/chain';
import { modelCall } from './models';

const SAME = /^(humps|camelcase-keys|snakecase-keys|decamelize-keys|change-case.*|lodash\.(clone|clonedeep|mapkeys)|clone|clone-deep|rfdc|snake-camel|camelize|deepcopy|sanitize-html|xss|mongo-sanitize|escape-html|flat|lodash-humps.*|change-object-case)$/;

/** Packages that pass data through their hands. */
export function data(recorder: Recorder, call: ExternalValue, at: ts.Node, _self: Value | undefined): Value | undefined {
  const { module, target, args = [] } = call;
  const name = target === undefined ? undefined : externalPath(target).at(-1);
  const [first = UNDEFINED] = args;
  if (/^lodash([./-].*)?$|^underscore$|^ramda$/.test(module)) return lodash(recorder, name ?? module.replace(/^lodash[./]/, ''), args, at);
  if (SAME.test(module) && (first.kind === 'part' || first.kind === 'object')) return first;
  if (/^(object-assign|deepmerge|merge-options|xtend|extend|defu)$/.test(module)) return assignAll(recorder.machine, object(), args, at);
  if (/^(bluebird|q|util\.promisify|pify|es6-promisify)$/.test(module) && /^(promisify|resolve|pify)?$/.test(name ?? '')) return first;
  if (/^(await-to-js|catch-decorator)$/.test(module)) return array([unknown(at), first]);
  return modelCall(recorder, call, at, (value, schema, omit) => claimValue(recorder, value, { schema, certain: false, node: at, ...(omit && { omit }) }));
}

function lodash(recorder: Recorder, name: string, args: readonly Value[], at: ts.Node): Value | undefined {
  const m = recorder.machine;
  const [first = UNDEFINED, second = UNDEFINED, third] = args;
  switch (name) {
    case 'get': return path(recorder, first, plainText(second), at) ?? unknown(at);
    case 'has': case 'hasIn': path(recorder, first, plainText(second), at); return typed('boolean');
    case 'pick': {
      const names = plainList(args.slice(1)).map(String);
      return names.length === 0 ? unknown(at) : object(names.map((key) => [key, getProperty(m, first, key, at)]));
    }
    case 'assign': case 'extend': case 'merge': case 'defaults': case 'assignIn': case 'defaultsDeep': return assignAll(m, first, args.slice(1), at);
    case 'omit': case 'omitBy': case 'pickBy': case 'clone': case 'cloneDeep': case 'mapKeys': case 'compact': case 'castArray': case 'uniq': case 'cloneDeepWith': return first;
    case 'trim': case 'toString': case 'toLower': case 'toUpper': case 'escape':
      if (first.kind === 'part') first.reads.hints.add('string');
      return typed('string');
    case 'toNumber': case 'toInteger': case 'parseInt':
      if (first.kind === 'part') first.reads.hints.add(name === 'toNumber' ? 'number' : 'integer');
      return typed('number');
    case 'map': case 'each': case 'forEach': case 'flatMap': case 'forOwn': {
      const results = elementsOf(first, at).items.map((item) => callValue(m, second, [item], at));
      return name === 'map' || name === 'flatMap' ? array(results) : first;
    }
    case 'isArray': case 'isString': case 'isNumber': case 'isObject': case 'isEmpty': case 'isNil': case 'isPlainObject': case 'isUndefined': return typed('boolean');
    case 'defaultTo': return first.kind === 'unknown' ? third ?? second : first;
    case 'promisify': return first;
    default: return undefined;
  }
}

function path(recorder: Recorder, from: Value, text: string | undefined, at: ts.Node): Value | undefined {
  if (text === undefined) return undefined;
  return text.split('.').reduce<Value>((value, key) => getProperty(recorder.machine, value, key, at), from);
}
