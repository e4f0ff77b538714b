import { shape } from './shape';

/** Media Type Object (3.2 §4.14); references to it came with 3.2. */
export const MEDIA_TYPE = shape('Media Type Object', {
  schema: 'schema', itemSchema: 'schema@3.2', example: 'any', examples: 'example{}', encoding: 'encoding{}',
  prefixEncoding: 'encoding[]@3.2', itemEncoding: 'encoding@3.2',
}, { section: 'mediaTypes' });

/** Encoding Object (3.2 §4.15). */
export const ENCODING = shape('Encoding Object', {
  contentType: 'string', headers: 'header{}', style: 'string', explode: 'boolean', allowReserved: 'boolean',
  encoding: 'encoding{}@3.2', prefixEncoding: 'encoding[]@3.2', itemEncoding: 'encoding@3.2',
});

/** Example Object (3.2 §4.19). */
export const EXAMPLE = shape('Example Object', {
  summary: 'string', description: 'string', value: 'any', externalValue: 'string', dataValue: 'any@3.2',
  serializedValue: 'string@3.2',
}, { section: 'examples', optional: true });
