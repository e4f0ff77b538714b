import { shape } from './shape';

/** Server Object (3.2 §4.5). */
export const SERVER = shape('Server Object', {
  url: 'string!', description: 'string', name: 'string@3.2', variables: 'serverVariable{}',
}, { optional: true });

export const SERVER_VARIABLE = shape('Server Variable Object', {
  enum: 'string[]', default: 'string!', description: 'string',
}, { optional: true });
