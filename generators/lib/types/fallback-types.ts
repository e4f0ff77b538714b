import type { File } from '../code';
import type { Diagnostic, Result } from '../diagnostics';
import { describeError } from '../diagnostics';
import { generatedFile } from '../emit/context';
import type { EmitContext } from '../emit/context';

/** What operations.ts and handlers may import of `types/openapi.ts`. */
const EXPORTS = ['paths', 'webhooks', 'components', '$defs', 'operations'];

/**
 * Prints `types/openapi.ts`, or, when openapi-typescript breaks on the document, types that say
 * nothing: the handlers then compile unchecked instead of not existing.
 */
export async function openapiTypes(emit: (context: EmitContext) => Promise<File>, context: EmitContext): Promise<Result<File>> {
  try {
    return { value: await emit(context), diagnostics: [] };
  } catch (error) {
    return { value: fallbackTypes(context), diagnostics: [diagnosticOf(error)] };
  }
}

function fallbackTypes(context: EmitContext): File {
  const declarations = EXPORTS.map((name) => `export type ${name} = any;`);
  return generatedFile('types/openapi.ts', ['// openapi-typescript could not print this document: nothing is known here.', ...declarations].join('\n'), context);
}

function diagnosticOf(error: unknown): Diagnostic {
  return {
    code: 'BACKEND_TYPES_FALLBACK', severity: 'warning',
    message: `openapi-typescript could not print the document's types, so handlers are not checked against it: ${describeError(error)}`,
    help: 'Validation at run time is not affected. Please report it with the document; leaving out parts of the document shows which one breaks it.',
  };
}
