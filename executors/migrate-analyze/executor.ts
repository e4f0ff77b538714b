import type { ExecutorContext } from '@nx/devkit';
import { packageVersion } from '../../generators/lib/package-version';
import type { MigrateAnalyzeSchema } from './schema';

/** `nx run api:migrate-analyze`: drift, dangers of pending statements, advice and hints. Reads, and writes its report. */
export default async function migrateAnalyzeExecutor({ json, ...options }: MigrateAnalyzeSchema, context: ExecutorContext): Promise<{ success: boolean }> {
  const { printDiagnostics } = require('../../generators/lib/diagnostics') as typeof import('../../generators/lib/diagnostics');
  const { analyze, toReport } = require('../lib/analyze') as typeof import('../lib/analyze');
  const { connectionsFromEnvironment } = require('../lib/postgres/connections-from-environment') as typeof import('../lib/postgres/connections-from-environment');
  const { writeReport } = require('../lib/report/write-report') as typeof import('../lib/report/write-report');
  const project = context.projectName ?? 'workspace';
  const projectRoot = context.projectsConfigurations?.projects[project]?.root ?? '.';
  const analysis = await analyze({ ...connectionsFromEnvironment(options), root: context.root, project, projectRoot });
  const report = toReport(analysis, packageVersion());
  const folder = writeReport(context.root, project, context.targetName ?? 'migrate-analyze', report);
  if (json) console.log(JSON.stringify(report.json, null, 2));
  else {
    const found = printDiagnostics(analysis.diagnostics.filter(({ severity }) => severity !== 'info' || context.isVerbose), { cwd: context.root, color: process.stderr.isTTY });
    if (found) console.error(found);
    console.log(report.markdown);
    console.log(`Report: ${folder}/report.html`);
  }
  return { success: analysis.ok };
}
