export * from './diagnostic';
export * from './codes';
export { printDiagnostics, type PrintOptions } from './print-diagnostics';
