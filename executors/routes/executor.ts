import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import type { RoutesExecutorSchema } from './schema';

/** `nx run api:routes`: repeats the recorded run on disk. Fails, having written nothing, when the document has errors. */
export default async function routesExecutor(options: RoutesExecutorSchema, context: ExecutorContext): Promise<{ success: boolean }> {
  const { describeDiagnostics, diskFiles, planRoutes } = require('../../generators/lib/workspace') as typeof import('../../generators/lib/workspace');
  const { json, ...settings } = options;
  const files = diskFiles(context.root);
  const plan = await planRoutes(files, settings);
  const success = !plan.diagnostics.some(({ severity }) => severity === 'error');
  for (const { path: file, kind, content } of plan.changes) {
    const target = path.join(context.root, file);
    if (kind === 'delete') rmSync(target);
    else {
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
  }
  const changes = plan.changes.map(({ path: file, kind }) => ({ path: file, kind }));
  if (json) console.log(JSON.stringify({ success, changes, diagnostics: plan.diagnostics }, null, 2));
  else {
    const found = describeDiagnostics(plan.diagnostics, files, context.isVerbose);
    if (found) console.error(found);
    for (const { kind, path: file } of changes) console.log(`${kind.toUpperCase()} ${file}`);
    if (success && changes.length === 0) console.log(`Nothing to do: the routes are what ${settings.openapi} says.`);
  }
  return { success };
}
