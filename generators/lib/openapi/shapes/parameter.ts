import { shape } from './shape';

/** Parameter Object (3.2 §4.12). */
export const PARAMETER = shape('Parameter Object', {
  name: 'string', in: 'string', description: 'string', required: 'boolean', deprecated: 'boolean',
  allowEmptyValue: 'boolean', style: 'string', explode: 'boolean', allowReserved: 'boolean', schema: 'schema',
  example: 'any', examples: 'example{}', content: 'mediaType{}',
}, { section: 'parameters' });

/** Header Object (3.2 §4.21): a parameter without `name` and `in`. */
export const HEADER = shape('Header Object', {
  description: 'string', required: 'boolean', deprecated: 'boolean', allowEmptyValue: 'boolean', style: 'string',
  explode: 'boolean', allowReserved: 'boolean', schema: 'schema', example: 'any', examples: 'example{}',
  content: 'mediaType{}',
}, { section: 'headers', optional: true });
