import { transformSync } from '@swc/core';
import Ajv2020 from 'ajv/dist/2020';
import path from 'node:path';
import { code } from '../../generators/lib/code';
import type { Code } from '../../generators/lib/code';
import { buildApi } from '../../generators/lib/model/build-api';
import type { Api, BundledDocument } from '../../generators/lib/model';
import { ModuleScope } from '../../generators/lib/validation/module-scope';
import type { EmitOptions } from '../../generators/lib/emit/context';
import { allocateNames } from '../../generators/lib/names/allocate-names';
import { emitValidators } from '../../generators/lib/validation/emit-validators';
import type { DecodeParameters, OperationModule } from '../../generators/lib/validation/runtime/types';
import { SchemaCompiler } from '../../generators/lib/validation/schema/compiler';
import type { ValidatorSource } from '../../generators/lib/validation/parameters/context';

const REPOSITORY = path.resolve(__dirname, '../..');
const RUNTIME = path.join(REPOSITORY, 'generators/lib/validation/runtime');

/** The model of a document whose `$ref`s are all local already. */
export function apiOf(root: Record<string, unknown>): Api {
  const version = String(root['openapi']).slice(0, 3) as BundledDocument['version'];
  const at = (pointer: string): unknown => {
    let node: unknown = root;
    for (const token of decodeURIComponent(pointer.slice(1)).split('/').slice(1)) {
      node = (node as Record<string, unknown> | undefined)?.[token.replace(/~1/g, '/').replace(/~0/g, '~')];
    }
    const next = (node as { $ref?: unknown } | undefined)?.$ref;
    return typeof next === 'string' && Object.keys(node as object).length === 1 ? at(next) : node;
  };
  return buildApi({
    root, version, dialect: version === '3.0' ? 'openapi-3.0' : '2020-12', digest: '', files: [], resolve: at, at, origin: () => undefined,
  }).value;
}

/** Validators by Ajv, so that these tests speak about decoding only. */
export function ajvSource(document: BundledDocument): ValidatorSource & { readonly validators: Map<string, unknown> } {
  const validators = new Map<string, unknown>();
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false, inlineRefs: false });
  ajv.addSchema({ $id: 'doc:/all', ...document.root });
  return {
    document,
    validators,
    validator({ pointer, schema }, _direction, into) {
      if (schema === true) return null;
      const name = `v${validators.size}`;
      const known = [...validators].find(([, v]) => (v as { pointer: string }).pointer === pointer)?.[0] ?? name;
      if (known === name) {
        const validate = ajv.compile({ $ref: `doc:/all${pointer.split('/').map(encodeURIComponent).join('/').replace(/%23/, '#')}` });
        const run = (value: unknown, faults: object[] | null): boolean => {
          const valid = validate(value);
          if (!valid && faults) faults.push(...validate.errors!.map((e) => ({ ...e })));
          return valid;
        };
        validators.set(name, Object.assign(run, { pointer }));
      }
      return into.use(known, 'stub');
    },
  };
}

/** The value of an expression in a module, run as the generated project would run it. */
export function evaluate<T>(expression: (scope: ModuleScope) => Code, stub: ReadonlyMap<string, unknown> = new Map()): { value: T; text: string } {
  const scope = new ModuleScope('', 'middleware/validators/operation');
  const made = expression(scope);
  scope.add(code`export const result = ${made};`);
  const text = scope.print().text;
  return { value: run<{ result: T }>(text, (specifier) => (specifier === 'stub' ? Object.fromEntries(stub) : runtime(specifier))).result, text };
}

/** Parameter decoders of every operation as the generator writes them, with the compiled validators, by operationId. */
export function compiledDecoders(api: Api): Map<string, DecodeParameters | null> {
  const names = allocateNames(api).value;
  const compiler = new SchemaCompiler({ document: api.document, names, importExtension: '' });
  const options: EmitOptions = {
    framework: 'express', frameworkMajor: 5, importExtension: '', errors: 'envelope', stubs: 'not-implemented', validator: 'compiled',
    validateResponses: false, tests: false, sourceName: 'openapi.yaml', generatorVersion: '0',
  };
  const files = new Map(emitValidators({ api, names, options }, compiler).value.map((file) => [file.path, file.content]));
  const loaded = new Map<string, unknown>();
  const load = (file: string): unknown => {
    if (!loaded.has(file)) {
      loaded.set(file, run(files.get(`${file}.ts`)!, (specifier) =>
        specifier.includes('/runtime/') ? runtime(specifier) : load(path.posix.join(path.posix.dirname(file), specifier))));
    }
    return loaded.get(file);
  };
  return new Map(api.operations.map((operation) => {
    const { operation: module } = load(`middleware/validators/${names.operation(operation).file}`) as { operation: OperationModule };
    return [operation.operationId!, module.parameters];
  }));
}

/** A runtime file, from our own sources: Jest's require transforms their TypeScript. */
function runtime(specifier: string): unknown {
  return require(path.join(RUNTIME, specifier.replace(/^.*\/runtime\//, '')));
}

function run<T>(text: string, load: (specifier: string) => unknown): T {
  const { code: js } = transformSync(text, {
    filename: 'module.ts', swcrc: false, configFile: false,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' },
  });
  const module = { exports: {} as T };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the point of this file
  new Function('module', 'exports', 'require', js)(module, module.exports, load);
  return module.exports;
}
