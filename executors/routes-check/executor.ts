import type { ExecutorContext } from '@nx/devkit';
import type { RoutesCheckSchema } from './schema';

/** `nx run api:routes-check`: plans the recorded run and reports what it would change. Writes only its report. */
export default async function routesCheckExecutor(options: RoutesCheckSchema, context: ExecutorContext): Promise<{ success: boolean }> {
  const workspace = require('../../generators/lib/workspace') as typeof import('../../generators/lib/workspace');
  const { buildReport, reportMarkdown } = require('./build-report') as typeof import('./build-report');
  const { isGenerated } = require('./is-generated') as typeof import('./is-generated');
  const { writeReport } = require('../lib/report/write-report') as typeof import('../lib/report/write-report');
  const { json, ...settings } = options;
  const files = workspace.diskFiles(context.root);
  const generated = isGenerated(files, settings, context);
  const plan = await workspace.planRoutes(files, settings);
  const report = buildReport(context.projectName ?? '', settings, plan, generated);
  const folder = writeReport(context.root, context.projectName ?? 'workspace', context.targetName ?? 'routes-check', { json: report, markdown: reportMarkdown(report) });
  if (json) console.log(JSON.stringify(report, null, 2));
  else {
    const found = workspace.describeDiagnostics(plan.diagnostics, files, context.isVerbose);
    if (found) console.error(found);
    console.log(reportMarkdown(report));
    console.log(`Report: ${folder}/report.md`);
  }
  return { success: report.ok };
}
