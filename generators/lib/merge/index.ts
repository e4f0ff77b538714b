// What parses (append-handlers, previous-operations, check-authenticators) loads the TypeScript API, so it is
// imported where it is needed.
export * from './handler-files';
export * from './locate-handlers';
export * from './new-handler-file';
export * from './relocate-names';
export * from './settle-files';
export * from './write-handlers';
