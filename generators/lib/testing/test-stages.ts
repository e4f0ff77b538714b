import type { File } from '../code';
import { generatedFile } from '../emit/context';
import type { EmitContext } from '../emit/context';
import * as express from '../frameworks/express';
import { buildApi } from '../model/build-api';
import { allocateNames } from '../names/allocate-names';
import { readDocument } from '../openapi';
import type { Stages } from '../stages';
import { emitOperationTypes } from '../types/emit-operations';

/** The pipeline for Express without validators and without openapi-typescript: what tests of merging need, in milliseconds. */
export const testStages: Stages = {
  readDocument,
  buildApi,
  allocateNames,
  emitOpenapiTypes: async (context) => generatedFile('types/openapi.ts', 'export type paths = {};', context),
  assemble: (context) => ({
    context,
    templates: express,
    diagnostics: () => [],
    emit: () => ({ value: emitted(context), diagnostics: [] }),
  }),
};

function emitted(context: EmitContext): File[] {
  const validators = context.api.operations.map((operation) =>
    generatedFile(`middleware/validators/${context.names.operation(operation).file}.ts`, 'export const operation = {};', context));
  return [...validators, ...express.emitExpress(context), emitOperationTypes(context), express.errorsFile(context), express.authenticatorsFile(context)];
}
