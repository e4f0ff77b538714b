export * from './dependencies';
export * from './files';
export * from './framework';
export * from './plan-routes';
export * from './settings';
export * from './describe-diagnostics';
export * from './output-place';
