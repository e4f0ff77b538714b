export type { FromDatabase, FromDatabaseOptions } from './from-database';
export { fromDatabase } from './from-database';
