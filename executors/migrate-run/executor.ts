import type { ExecutorContext } from '@nx/devkit';
import { execute } from './execute';
import type { MigrateRunSchema } from './schema';

/** `nx run api:migrate-run`: runs what is pending, or shows what it would do. */
export default async function migrateRunExecutor(options: MigrateRunSchema, context: ExecutorContext): Promise<{ success: boolean }> {
  return execute('run', options, context);
}
