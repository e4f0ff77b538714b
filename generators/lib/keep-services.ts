import type { File } from './code';
import { operationTitle, workingOn } from './diagnostics';
import type { KeptHandlers } from './keep-handlers';
import type { ExistingFiles } from './merge';
import { appendMethods, newServiceFile, surveyServices } from './merge/services';
import type { ServiceFile } from './merge/services';
import type { Api, Operation } from './model';
import { nestMethod, nestNames } from './names/nest-names';
import type { Names } from './names/names';

/** Looks through the services of a Nest API for the methods of its operations: as `keepHandlers`, for classes. */
export function keepServices(api: Api, names: Names, existing: ExistingFiles, shownFolder: string): KeptHandlers {
  const tags = names.handlerFiles.map((tag) => {
    const { service, operations } = nestNames(tag);
    return { path: `routes/${tag.file}.service.ts`, service, interface: operations, operations: operationsOf(tag.file, api, names) };
  });
  const known = new Set(api.operations.map((operation) => names.operation(operation).identifier));
  const survey = surveyServices(tags, known, existing, shownFolder);
  const missing = tags.map((tag) => ({ tag, operations: tag.operations.filter((operation) => lacks(survey.files.get(tag.path), nestMethod(names.operation(operation).identifier))) }));
  return {
    names,
    diagnostics: survey.diagnostics,
    missing: missing.flatMap(({ tag, operations }) => operations.map((operation) => ({ operation: names.operation(operation).identifier, path: tag.path }))),
    write: async (templates, context, format) => {
      const header = templates.handlerFileHeader(context).text;
      const value = await Promise.all(missing.map(async ({ tag, operations }): Promise<File[]> => {
        const there = survey.files.get(tag.path);
        if (there !== undefined && operations.length === 0) return [];
        const methods = operations.map((operation) => workingOn(() => operationTitle(operation), () => templates.handlerStub(operation, context).text));
        const types = `${context.options.flat ? '.' : '..'}/types/operations${context.options.importExtension}`;
        const content = there === undefined
          ? await format(tag.path, newServiceFile(tag, header, methods, types))
          : appendMethods(there, header, methods);
        return [{ path: tag.path, content, ownership: 'yours' }];
      }));
      return { value: value.flat(), diagnostics: [] };
    },
  };
}

function operationsOf(file: string, api: Api, names: Names): Operation[] {
  return api.operations.filter((operation) => names.operation(operation).handlerFile === file);
}

function lacks(file: ServiceFile | undefined, method: string): boolean {
  return file === undefined || (!file.opaque && !file.methods.has(method));
}
