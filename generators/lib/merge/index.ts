export * from './append-handlers';
export * from './handler-files';
export * from './locate-handlers';
export * from './previous-operations';
export * from './write-handlers';
export * from './settle-files';
export * from './relocate-names';
export * from './check-authenticators';
