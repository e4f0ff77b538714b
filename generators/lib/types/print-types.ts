import openapiTS, { astToString, resolveRef, scanDiscriminators, transformSchema } from 'openapi-typescript';
import type { GlobalContext, OpenAPI3, OpenAPITSOptions } from 'openapi-typescript';
import { withLenientDecoding } from './lenient-decoding';
import { prepareDocument } from './prepare/prepare-document';
import type { Node } from './prepare/walk';

/**
 * Where openapi-typescript's defaults disagree with exact validation: properties with a default may
 * be left out, `type: object` alone accepts any object. Markers stand where a property is only read
 * or only written, so that requests and replies can differ.
 */
export function typeOptions(text: string): OpenAPITSOptions {
  return { silent: true, defaultNonNullable: false, emptyObjectsUnknown: true, readWriteMarkers: /"(read|write)Only":true/.test(text) };
}

/**
 * Types of a bundled document, as openapi-typescript prints them. Its own entry point would lint and
 * bundle once more, which takes longer than everything else; the transform is called directly.
 *
 * @param text the document as JSON
 */
export function printTypes(text: string): string {
  const document = JSON.parse(text) as Node;
  prepareDocument(document);
  return printPrepared(document as unknown as OpenAPI3, typeOptions(text));
}

/** The same bytes as `astToString(await openapiTS(document, options))`. Changes the document. */
export function printPrepared(document: OpenAPI3, options: OpenAPITSOptions): string {
  const context: GlobalContext = {
    additionalProperties: false, alphabetize: false, arrayLength: false, conditionalEnums: false, dedupeEnums: false,
    defaultNonNullable: options.defaultNonNullable ?? true,
    discriminators: scanDiscriminators(document, options),
    emptyObjectsUnknown: options.emptyObjectsUnknown ?? false,
    enum: false, enumValues: false, excludeDeprecated: false, exportType: false, generatePathParams: false,
    immutable: false, injectFooter: [], makePathsEnum: false, pathParamsAsTypes: false, propertiesRequiredByDefault: false,
    readWriteMarkers: options.readWriteMarkers ?? false,
    redoc: undefined as never, // read by nothing behind this point
    rootTypes: false, rootTypesKeepCasing: false, rootTypesNoSchemaPrefix: false,
    silent: true,
    inject: undefined, postTransform: undefined, transform: undefined, transformProperty: undefined,
    resolve: (ref: string) => resolveRef(document, ref, { silent: true }),
  } as GlobalContext;
  return withLenientDecoding(() => astToString(transformSchema(document, context)));
}

/** The library's own way, which tests compare with. */
export async function printByLibrary(document: OpenAPI3, options: OpenAPITSOptions): Promise<string> {
  return astToString(await openapiTS(document, options));
}
