import ts from 'typescript';
import { constant, externalModule, object, UNDEFINED, UNKNOWN } from '../values/make';
import { objectOf } from '../values/inspect';
import { Scope } from '../values/scope';
import type { ObjectValue, Value } from '../values/value';
import { getProperty } from './get-property';
import { globalScope } from './globals';
import type { Machine } from './machine';
import { executeBlock } from './statements';
import { valueOfJson } from './json-value';

/** A file that is run: its scope, and what it exports in either way. */
export interface ModuleRecord {
  readonly file: string;
  readonly scope: Scope;
  /** CommonJS's `module`, whose property `exports` may be replaced. */
  readonly module: ObjectValue;
  readonly exports: Map<string, () => Value>;
  readonly stars: (() => ModuleRecord | undefined)[];
  esm: boolean;
}

/** Runs a file, once; in a circle of imports the record is unfinished, as it is in Node. */
export function loadModule(m: Machine, file: string): ModuleRecord {
  const known = m.modules.get(file);
  if (known !== undefined) return known;
  const source = m.program.sourceFile(file);
  const module = object([['exports', object()], ['filename', constant(file)]]);
  const scope = new Scope(globalScope(m, file, module), file, UNDEFINED);
  const record: ModuleRecord = { file, scope, module, exports: new Map(), stars: [], esm: source !== undefined && ts.isExternalModule(source) };
  m.modules.set(file, record);
  if (file.endsWith('.json')) {
    layerOf(module).set('exports', valueOfJson(source?.text ?? ''));
    return record;
  }
  if (source === undefined) return record;
  const frames = m.frames.splice(0);
  const branches = m.branches;
  m.branches = 0;
  m.frames.push({ returns: [], node: source });
  try {
    executeBlock(m, source.statements, scope, record);
  } finally {
    const assigned = record.exports.get('=')?.();
    if (assigned !== undefined) layerOf(module).set('exports', assigned);
    m.frames.splice(0, m.frames.length, ...frames);
    m.branches = branches;
  }
  return record;
}

function layerOf(value: ObjectValue): Map<string, Value> {
  const [first] = value.layers;
  return first !== undefined && 'props' in first ? first.props : new Map();
}

/** What `require(specifier)` gives in `from`. */
export function requireModule(m: Machine, specifier: string, from: string): Value {
  const file = m.program.resolve(specifier, from);
  if (file === undefined) return /^[./]/.test(specifier) ? UNKNOWN : externalModule(specifier.replace(/^node:/, ''));
  const record = loadModule(m, file);
  return record.esm ? namespaceOf(m, record) : commonExports(record);
}

export function commonExports(record: ModuleRecord): Value {
  return layerOf(record.module).get('exports') ?? UNDEFINED;
}

/** What `import … from specifier` binds: `default`, `*` or a name. */
export function importBinding(m: Machine, specifier: string, from: string, name: string): Value {
  const file = m.program.resolve(specifier, from);
  if (file === undefined) {
    if (/^[./]/.test(specifier)) return UNKNOWN;
    const external = externalModule(specifier.replace(/^node:/, ''));
    return name === '*' || name === 'default' ? external : getProperty(m, external, name, undefined);
  }
  return exportOf(m, loadModule(m, file), name);
}

export function exportOf(m: Machine, record: ModuleRecord, name: string, seen = new Set<ModuleRecord>()): Value {
  if (name === '*') return record.esm ? namespaceOf(m, record) : commonExports(record);
  const own = record.exports.get(name)?.();
  if (own !== undefined) return own;
  if (!record.esm) {
    const exports = commonExports(record);
    if (name !== 'default') return getProperty(m, exports, name, undefined);
    const marked = objectOf(exports);
    const inner = marked?.layers.flatMap((l) => ('props' in l && l.props.has('__esModule') ? [l.props.get('default')] : []))[0];
    return inner ?? exports;
  }
  if (seen.has(record) || name === 'default') return UNDEFINED;
  seen.add(record);
  for (const star of record.stars) {
    const target = star();
    const found = target === undefined ? UNDEFINED : exportOf(m, target, name, seen);
    if (found.kind !== 'const' || found.value !== undefined) return found;
  }
  return UNDEFINED;
}

function namespaceOf(m: Machine, record: ModuleRecord): Value {
  const names = new Set<string>();
  const visit = (at: ModuleRecord, seen: Set<ModuleRecord>): void => {
    if (seen.has(at)) return;
    seen.add(at);
    for (const name of at.exports.keys()) names.add(name);
    for (const star of at.stars) {
      const target = star();
      if (target !== undefined) visit(target, seen);
    }
  };
  visit(record, new Set());
  return object([...names].map((name) => [name, exportOf(m, record, name)] as const));
}
