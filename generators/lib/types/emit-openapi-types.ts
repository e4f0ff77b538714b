import type { File } from '../code';
import { generatedFile } from '../emit/context';
import type { EmitContext } from '../emit/context';
import { printTypesInWorker } from './run-in-worker';

/**
 * `types/openapi.ts`: openapi-typescript's output, unchanged, under our marker. Start it before the
 * other emitters and await it after them: it works on another thread.
 */
export async function emitOpenapiTypes(context: EmitContext): Promise<File> {
  const text = JSON.stringify(context.api.document.root);
  return generatedFile('types/openapi.ts', await printTypes(text), context);
}

async function printTypes(text: string): Promise<string> {
  try {
    return await printTypesInWorker(text);
  } catch {
    // no threads here (a sandbox), or a document that breaks the printer, which then says so itself
    const { printTypes: print } = require('./print-types') as typeof import('./print-types');
    return print(text);
  }
}
