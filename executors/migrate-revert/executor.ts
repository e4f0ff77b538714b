import type { ExecutorContext } from '@nx/devkit';
import { execute } from '../migrate-run/execute';
import type { MigrateRevertSchema } from './schema';

/** `nx run api:migrate-revert`: takes back what was applied last. */
export default async function migrateRevertExecutor(options: MigrateRevertSchema, context: ExecutorContext): Promise<{ success: boolean }> {
  return execute('revert', options, context);
}
