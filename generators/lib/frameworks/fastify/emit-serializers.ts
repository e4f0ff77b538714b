import { code, type Code, type File, join, key, lit } from '../../code';
import { generatedFile, type EmitContext } from '../../emit/context';
import type { Api, Operation } from '../../model';
import { ModuleScope } from '../../validation/module-scope';
import { isText, SerializerCompiler } from '../../validation/serializer';

/** Entry to the compiled serializers, relative to the output, without extension. */
export const SERIALIZERS_MODULE = 'middleware/validators/fastify/serializers';
const FASTIFY_ROUTE = 'http/fastify-route';

/** What was compiled. */
export interface EmittedSerializers {
  readonly files: readonly File[];
  /** Operations that have any. */
  readonly operations: ReadonlySet<Operation>;
}

/**
 * Compiles the JSON replies of all operations: one module a handler file, loaded with the first
 * request to one of its operations, one for the schemas they share, and an entry.
 */
export function emitSerializers(context: EmitContext): EmittedSerializers {
  const { api, names, options } = context;
  const compiler = new SerializerCompiler({ document: api.document, names, importExtension: options.importExtension });
  const compiled = new Set<Operation>();
  const scopes = new Map<string, ModuleScope>();
  const rows = new Map<string, Code[]>();
  for (const operation of api.operations) {
    const { handlerFile, identifier } = names.operation(operation);
    const scope = scopes.get(handlerFile) ?? new ModuleScope(options.importExtension, `${SERIALIZERS_MODULE}/${moduleOf(handlerFile)}`);
    const picks = picksOf(operation, identifier, compiler, scope, api);
    if (picks.size === 0) continue;
    scopes.set(handlerFile, scope);
    compiled.add(operation);
    rows.set(handlerFile, [...(rows.get(handlerFile) ?? []), code`${key(identifier)}: {
  ${[...picks].map(([name, pick]) => code`${key(name)}: ${pick},`)}
},`]);
  }
  if (compiled.size === 0) return { files: [], operations: compiled };
  const modules = [...scopes].map(([file, scope]) => {
    scope.add(code`export const serializers: ${scope.runtimeType('Serializers', FASTIFY_ROUTE)} = {
  ${rows.get(file)!}
};`);
    return generatedFile(`${scope.modulePath}.ts`, scope.print().text, context);
  });
  const shared = compiler.files().map(({ path, body }) => generatedFile(path, body, context));
  return { files: [entry([...scopes.keys()], context), ...modules, ...shared], operations: compiled };
}

/** What is sent of an operation's replies, by `<status> <media type>`; none when all of all is. */
function picksOf(operation: Operation, hint: string, compiler: SerializerCompiler, scope: ModuleScope, { document }: Api): Map<string, Code> {
  const picks = new Map<string, Code>();
  const plain: string[] = [];
  for (const { status, content } of operation.responses) {
    if (!STATUS.test(status)) continue;
    const before = picks.size;
    for (const { mediaType, schema } of content) {
      const essence = mediaType.split(';', 1)[0]!.trim();
      const name = `${status} ${essence}`;
      if (!schema || !JSON_TYPE.test(essence) || picks.has(name)) continue;
      const pick = isText(schema.schema, document) ? scope.runtime('pickText', 'http/fastify-serialize') : compiler.serializer(schema, `${hint}_${status}`, scope);
      if (pick) picks.set(name, pick);
    }
    if (picks.size === before) plain.push(`${status} */*`);
  }
  if (picks.size > 0) for (const name of plain) picks.set(name, scope.runtime('pickAll', 'http/fastify-serialize'));
  return picks;
}

// What Fastify takes for a status of `schema.response`.
const STATUS = /^(?:[1-5](?:\d\d|XX)|default)$/i;
const JSON_TYPE = /[/+]json$/;

function entry(files: readonly string[], context: EmitContext): File {
  const scope = new ModuleScope(context.options.importExtension, SERIALIZERS_MODULE);
  const lazy = scope.runtime('lazy', 'lazy');
  const rows = files.map((file) => {
    const module = lit(scope.imports.specifier(`./serializers/${moduleOf(file)}`));
    return code`${key(file)}: ${lazy}(() => import(${module}).then(({ serializers }) => ({ operation: serializers }))),`;
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
