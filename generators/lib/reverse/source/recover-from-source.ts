import type { RecoveredApi, RecoverOptions } from './recovered-api';

/**
 * Reads the routes below a directory out of its source, without running it. Pure but for reading
 * files; never throws for what the files contain. The compiler is loaded when it is called.
 */
export function recoverFromSource(options: RecoverOptions): RecoveredApi {
  return (require('./recover') as typeof import('./recover')).recover(options);
}
