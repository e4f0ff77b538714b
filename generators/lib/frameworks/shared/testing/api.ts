import type { EmitContext, EmitOptions } from '../../../emit/context';
import type { Api, BundledDocument, Operation, PathTemplate, SecurityScheme } from '../../../model';
import { allocateNames } from '../../../names/allocate-names';

/** A path template as the model has it. */
export function template(text: string): PathTemplate {
  const segments = text.replace(/^\//, '').split('/').map((segment) =>
    segment.split(/(\{[^}]*\})/).filter((part) => part !== '').map((part) =>
      part.startsWith('{') ? ({ kind: 'variable', name: part.slice(1, -1) } as const) : ({ kind: 'literal', text: part } as const),
    ),
  );
  return { text, segments };
}

/** An operation of which only method and path matter, unless told otherwise. */
export function operation(method: string, path: string, more: Partial<Operation> = {}): Operation {
  return {
    method, path: template(path), deprecated: false, parameters: [], responses: [], security: [],
    pointer: `#/paths/${path.replace(/~/g, '~0').replace(/\//g, '~1')}/${method}`, ...more,
  };
}

/** A reply of one status and media type. */
export function reply(status: string, mediaType?: string): Operation['responses'][number] {
  const content = mediaType === undefined ? [] : [{ mediaType, examples: [], encoding: new Map(), pointer: '#' }];
  return { status, headers: [], content, pointer: '#' };
}

/** Everything an emitter needs, for hand-made operations. */
export function emitContext(
  operations: readonly Operation[],
  options: Partial<EmitOptions> = {},
  more: Partial<EmitContext> & { securitySchemes?: readonly SecurityScheme[]; basePaths?: readonly string[] } = {},
): EmitContext {
  const { securitySchemes = [], basePaths = [''], ...context } = more;
  const document: BundledDocument = {
    root: { paths: {} }, version: '3.1', dialect: '2020-12', digest: 'd'.repeat(64), files: ['openapi.yaml'], resolve: () => undefined, at: () => undefined, origin: () => undefined,
  };
  const api: Api = { title: 'Test', version: '1', document, dialect: '2020-12', basePaths, operations, securitySchemes, tags: [], schemas: new Map() };
  return {
    api,
    names: allocateNames(api).value,
    options: {
      framework: 'express', frameworkMajor: 5, importExtension: '', errors: 'envelope', stubs: 'not-implemented', validator: 'compiled',
      validateResponses: false, tests: false, sourceName: 'openapi.yaml', generatorVersion: '0.0.0', ...options,
    },
    ...context,
  };
}
