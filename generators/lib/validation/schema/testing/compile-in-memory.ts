import path from 'node:path';
import ts from 'typescript';
import { code } from '../../../code';
import type { BundledDocument, Dialect, JsonSchema } from '../../../model';
import { ModuleScope } from '../../module-scope';
import type { Fault, Validate } from '../../runtime/types';
import { SchemaCompiler } from '../compiler';
import { follow, pointerSteps } from '../pointer';
import { RUNTIME_MODULES } from '../runtime-modules';

/** A document as the reader would hand it over, around one request body schema. */
export function documentOf(schema: unknown, more: { dialect?: Dialect; schemas?: Record<string, unknown>; root?: Record<string, unknown> } = {}): BundledDocument {
  const dialect = more.dialect ?? '2020-12';
  const root = {
    openapi: dialect === '2020-12' ? '3.1.0' : '3.0.3',
    info: { title: 't', version: '1' },
    paths: { '/t': { post: { requestBody: { content: { 'application/json': { schema } } }, responses: {} } } },
    components: { schemas: more.schemas ?? {} },
    ...more.root,
  };
  return documentFrom(root, dialect);
}

export function documentFrom(root: Record<string, unknown>, dialect: Dialect): BundledDocument {
  return { root, version: dialect === '2020-12' ? '3.1' : '3.0', dialect, digest: '0', files: [], resolve: () => undefined, at: (pointer) => follow(root, pointerSteps(pointer)!)?.value, origin: () => undefined };
}

export const BODY_POINTER = '#/paths/~1t/post/requestBody/content/application~1json/schema';

/** Names by the last step of the pointer, as good as any for a test. */
export const testNames = {
  schema(pointer: string) {
    const all = pointer.replace(/[^A-Za-z0-9]+/g, ' ').trim().split(' ');
    const words = pointer.startsWith('#/components/schemas/') && all.length === 3 ? all.slice(2) : all;
    return { identifier: words.map((w) => w[0]!.toUpperCase() + w.slice(1)).join(''), file: words.join('-').toLowerCase() };
  },
} as never;

export interface Compiled {
  readonly compiler: SchemaCompiler;
  readonly validate: Validate;
  /** TypeScript sources by path. */
  readonly sources: ReadonlyMap<string, string>;
  /** Validates as a server does, collecting faults. */
  check(value: unknown): { ok: boolean; faults: Fault[]; value: unknown };
}

/** Compiles the body schema of `documentOf` and loads the output. */
export function compileBody(document: BundledDocument, direction: 'request' | 'response' = 'request', options: { files?: boolean; pointer?: string } = {}): Compiled {
  const compiler = new SchemaCompiler({ document, names: testNames, importExtension: '' });
  const scope = new ModuleScope('', 'middleware/validators/body');
  const pointer = options.pointer ?? BODY_POINTER;
  const schema = follow(document.root, pointerSteps(pointer)!)?.value as JsonSchema;
  const expression = compiler.validator({ schema, pointer }, direction, scope, options);
  scope.add(code`export const validate = ${expression ?? code`null`};`);
  const sources = new Map([[`${scope.modulePath}.ts`, scope.print().text], ...compiler.files().map((f) => [f.path, f.body] as const)]);
  const loaded = load(sources, 'middleware/validators/body') as { validate: Validate | null };
  const validate: Validate = loaded.validate ?? (() => true);
  const check = (value: unknown) => {
    const faults: Fault[] = [];
    const fresh = () => (value === undefined ? value : JSON.parse(JSON.stringify(value)));
    const copy: unknown = fresh();
    const ok = validate(copy, faults);
    if (ok !== (faults.length === 0)) throw new Error(`verdict ${ok} with ${faults.length} faults`);
    if (validate(fresh(), null) !== ok) throw new Error(`verdict ${ok} with faults, ${!ok} without`);
    return { ok, faults, value: copy };
  };
  return { compiler, validate, sources, check };
}

/** Runs TypeScript modules that import each other and the runtime. */
export function load(sources: ReadonlyMap<string, string>, entry: string): unknown {
  const cache = new Map<string, { exports: Record<string, unknown> }>();
  const run = (name: string): Record<string, unknown> => {
    const known = cache.get(name);
    if (known) return known.exports;
    const runtime = sources.has(`${name}.ts`) ? null : /validators\/runtime\/(.*)$/.exec(name);
    if (runtime) return RUNTIME_MODULES[runtime[1]!] as Record<string, unknown>;
    const module = { exports: {} };
    cache.set(name, module);
    const source = sources.get(`${name}.ts`);
    if (source === undefined) throw new Error(`no module ${name}`);
    const text = ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } }).outputText;
    // eslint-disable-next-line no-new-func -- loads modules that are in memory only
    new Function('exports', 'require', text)(module.exports, (from: string) => (from.startsWith('.') ? run(path.posix.join(path.posix.dirname(name), from)) : require(from)));
    return module.exports;
  };
  return run(entry);
}
