export { analyze } from './analyze';
export type { Analysis } from './analysis';
export type { AnalyzeOptions, FailOn } from './options';
export { toReport } from './to-report';
