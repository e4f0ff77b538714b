import { code, key } from '../code';
import type { File } from '../code';
import { operationTitle, workingOn } from '../diagnostics';
import type { Result } from '../diagnostics';
import type { EmitContext } from '../emit/context';
import { generatedFile } from '../emit/context';
import { DtoEmitter } from './dto/emit-dto';
import { emitOperationModule } from './emit-operation-module';
import { ModuleScope } from './module-scope';
import { runtimeFiles } from './runtime-files';
import type { SchemaCompiler } from './schema/compiler';

/**
 * The compiled validators of an API: `middleware/validators.ts` (one lazy loader an operation), a
 * module for each operation and each shared schema, and the runtime files they need.
 */
export function emitValidators(context: EmitContext, compiler: SchemaCompiler): Result<File[]> {
  const { api, names, options } = context;
  const dtos = options.validator === 'class-validator' ? new DtoEmitter(context, compiler) : undefined;
  const modules = api.operations.map((operation) => {
    const scope = new ModuleScope(options.importExtension, `middleware/validators/${names.operation(operation).file}`);
    scope.add(workingOn(() => operationTitle(operation), () => emitOperationModule(operation, scope, { compiler, options, ...(dtos && { dtos }) })));
    return generatedFile(`${scope.modulePath}.ts`, scope.print().text, context);
  });
  const files = [
    emitIndex(context),
    ...modules,
    ...compiler.files().map(({ path, body }) => generatedFile(path, body, context)),
    ...(dtos?.files() ?? []),
  ];
  return { value: [...files, ...runtimeFiles(files, context)], diagnostics: compiler.diagnostics };
}

function emitIndex(context: EmitContext): File {
  const { api, names, options } = context;
  const scope = new ModuleScope(options.importExtension, 'middleware/validators');
  const lazy = scope.runtime('lazy', 'lazy');
  const type = scope.runtimeType('OperationModule');
  const loaders = api.operations.map((operation) => {
    const { identifier, file } = names.operation(operation);
    return code`${key(identifier)}: ${lazy}<${type}>(() => import(${scope.imports.specifier(`./validators/${file}`)})),`;
  });
  scope.add(code`export const validators = {
  ${loaders}
};`);
  const body = loaders.length === 0 ? code`export const validators = {};` : scope.print();
  return generatedFile('middleware/validators.ts', body.text, context);
}
