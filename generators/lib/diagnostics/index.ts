export * from './diagnostic';
export * from './codes';
export { describeError, internalError, operationTitle, workingOn } from './internal-error';
export { printDiagnostics, type PrintOptions } from './print-diagnostics';
