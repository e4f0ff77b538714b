export * from './api';
export * from './json-schema';
export * from './operation';
export * from './origin';
export * from './security';
export { buildApi } from './build-api';
