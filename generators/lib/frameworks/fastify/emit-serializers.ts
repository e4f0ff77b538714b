import { code, type Code, type File, join, key, lit } from '../../code';
import { generatedFile, type EmitContext } from '../../emit/context';
import type { Operation } from '../../model';
import { ModuleScope } from '../../validation/module-scope';
import { SerializerCompiler } from '../../validation/serializer';

/** Entry to the compiled serializers, relative to the output, without extension. */
export const SERIALIZERS_MODULE = 'middleware/validators/serializers';
const FASTIFY_ROUTE = 'http/fastify-route';

/** What was compiled: the files, and each operation's keys `<status> <media type>`. */
export interface EmittedSerializers {
  readonly files: readonly File[];
  readonly keys: ReadonlyMap<Operation, readonly string[]>;
}

/**
 * Compiles the JSON replies of all operations: one module a handler file, loaded with the first
 * request to one of its operations, one for the schemas they share, and an entry.
 */
export function emitSerializers(context: EmitContext): EmittedSerializers {
  const { api, names, options } = context;
  const compiler = new SerializerCompiler({ document: api.document, names, importExtension: options.importExtension });
  const keys = new Map<Operation, readonly string[]>();
  const scopes = new Map<string, ModuleScope>();
  const rows = new Map<string, Code[]>();
  for (const operation of api.operations) {
    const { handlerFile, identifier } = names.operation(operation);
    const scope = scopes.get(handlerFile) ?? new ModuleScope(options.importExtension, `${SERIALIZERS_MODULE}/${moduleOf(handlerFile)}`);
    const writers = writersOf(operation, identifier, compiler, scope);
    if (writers.size === 0) continue;
    scopes.set(handlerFile, scope);
    keys.set(operation, [...writers.keys()]);
    rows.set(handlerFile, [...(rows.get(handlerFile) ?? []), code`${key(identifier)}: {
  ${[...writers].map(([name, write]) => code`${key(name)}: ${write},`)}
},`]);
  }
  if (keys.size === 0) return { files: [], keys };
  const modules = [...scopes].map(([file, scope]) => {
    scope.add(code`export const serializers: ${scope.runtimeType('Serializers', FASTIFY_ROUTE)} = {
  ${rows.get(file)!}
};`);
    return generatedFile(`${scope.modulePath}.ts`, scope.print().text, context);
  });
  const shared = compiler.files().map(({ path, body }) => generatedFile(path, body, context));
  return { files: [entry([...scopes.keys()], context), ...modules, ...shared], keys };
}

/** Writers of an operation's JSON replies by `<status> <media type>`. */
function writersOf(operation: Operation, hint: string, compiler: SerializerCompiler, scope: ModuleScope): Map<string, Code> {
  const writers = new Map<string, Code>();
  for (const { status, content } of operation.responses) {
    if (!STATUS.test(status)) continue;
    for (const { mediaType, schema } of content) {
      const plain = mediaType.split(';', 1)[0]!.trim();
      const name = `${status} ${plain}`;
      if (!schema || !JSON_TYPE.test(plain) || writers.has(name)) continue;
      const write = compiler.serializer(schema, `${hint}_${status}`, scope);
      if (write) writers.set(name, write);
    }
  }
  return writers;
}

// What Fastify takes for a status of `schema.response`.
const STATUS = /^(?:[1-5](?:\d\d|XX)|default)$/i;
const JSON_TYPE = /[/+]json$/;

function entry(files: readonly string[], context: EmitContext): File {
  const scope = new ModuleScope(context.options.importExtension, SERIALIZERS_MODULE);
  const lazy = scope.runtime('lazy', 'lazy');
  const rows = files.map((file) => {
    const module = lit(scope.imports.specifier(`./serializers/${moduleOf(file)}`));
    return code`${key(file)}: ${lazy}(() => import(${module}).then((module) => module.serializers)),`;
  });
  scope.add(join([code`/** Serializers of the replies of each handler file's operations, loaded when first needed. */`, code`export const serializers = {
  ${rows}
};`]));
  return generatedFile(`${SERIALIZERS_MODULE}.ts`, scope.print().text, context);
}

/** The shared serializers are `schemas`; a tag may be called so too. */
function moduleOf(handlerFile: string): string {
  return handlerFile === 'schemas' ? 'schemas-tag' : handlerFile;
}
