export type { RecoveredApi, RecoverOptions } from './recovered-api';
export { recoverFromSource } from './recover-from-source';
