export { settleFindings } from './settle-findings';
export { seedRows, type SeedOptions, type SeedReport } from './seed-rows';
export { observeStatements } from './observe-statements';
export type { ObserveOptions } from './run';
export { estimateDuration, roundRows } from './estimate';
export type { Observation, ObservedLock, ObservedWork, RelationKind } from './observation';
