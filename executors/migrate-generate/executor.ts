import type { ExecutorContext } from '@nx/devkit';
import type { MigrateGenerateSchema } from './schema';

/** `nx run api:migrate-generate`: the difference as a migration, proved before it is written. */
export default async function migrateGenerateExecutor({ json, ...options }: MigrateGenerateSchema, context: ExecutorContext): Promise<{ success: boolean }> {
  const { printDiagnostics } = require('../../generators/lib/diagnostics') as typeof import('../../generators/lib/diagnostics');
  const { generateMigration } = require('../lib/generate/generate') as typeof import('../lib/generate/generate');
  const { buildReport, reportMarkdown } = require('../lib/generate/report') as typeof import('../lib/generate/report');
  const { connectionsFromEnvironment } = require('../lib/postgres/connections-from-environment') as typeof import('../lib/postgres/connections-from-environment');
  const { writeReport } = require('../lib/report/write-report') as typeof import('../lib/report/write-report');
  const project = context.projectName ?? 'workspace';
  const projectRoot = context.projectsConfigurations?.projects[project]?.root ?? '.';
  const generated = await generateMigration({ ...connectionsFromEnvironment(options), root: context.root, project, projectRoot, timestamp: Date.now() });
  const report = buildReport(project, generated);
  const folder = writeReport(context.root, project, context.targetName ?? 'migrate-generate', { json: report, markdown: reportMarkdown(report) });
  if (json) console.log(JSON.stringify(report, null, 2));
  else {
    const found = printDiagnostics(generated.diagnostics.filter(({ severity }) => severity !== 'info' || context.isVerbose), { cwd: context.root, color: process.stderr.isTTY });
    if (found) console.error(found);
    for (const file of report.files) console.log(`CREATE ${file}`);
    if (report.ok && report.up.length === 0) console.log(`No difference between ${report.from} and ${report.to}: nothing to write.`);
    console.log(`Report: ${folder}/report.md`);
  }
  return { success: report.ok };
}
