import { shape } from './shape';

/** Paths Object (3.2 §4.8). */
export const PATHS = shape('Paths Object', {}, { rest: 'pathItem' });

/** Path Item Object (3.2 §4.9); `$ref` is a field of its own here. */
export const PATH_ITEM = shape('Path Item Object', {
  summary: 'string', description: 'string', get: 'operation', put: 'operation', post: 'operation', delete: 'operation',
  options: 'operation', head: 'operation', patch: 'operation', trace: 'operation', query: 'operation@3.2',
  additionalOperations: 'operation{}@3.2', servers: 'server[]', parameters: 'parameter[]',
});

/** Callback Object (3.2 §4.18): expressions to path items. */
export const CALLBACK = shape('Callback Object', {}, { rest: 'pathItem', section: 'callbacks', optional: true });
