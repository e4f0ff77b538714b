import type { ExecutorContext } from '@nx/devkit';
import type { MigrateOptions } from '../lib/run/perform';

/** What both executors do, there and back: perform, report, print. */
export async function execute(command: 'run' | 'revert', { json, ...options }: MigrateOptions & { readonly json?: boolean }, context: ExecutorContext): Promise<{ success: boolean }> {
  const { printDiagnostics } = require('../../generators/lib/diagnostics') as typeof import('../../generators/lib/diagnostics');
  const { performMigrate } = require('../lib/run/perform') as typeof import('../lib/run/perform');
  const { describeProgress } = require('../lib/run/print-progress') as typeof import('../lib/run/print-progress');
  const { runMarkdown } = require('../lib/run/to-markdown') as typeof import('../lib/run/to-markdown');
  const { connectionsFromEnvironment } = require('../lib/postgres/connections-from-environment') as typeof import('../lib/postgres/connections-from-environment');
  const { writeReport } = require('../lib/report/write-report') as typeof import('../lib/report/write-report');
  const project = context.projectName ?? 'workspace';
  const report = await performMigrate(command, connectionsFromEnvironment(options), {
    root: context.root, project,
    progress: (event) => {
      const line = describeProgress(event);
      if (line !== undefined && !json) console.error(line);
    },
  });
  const markdown = runMarkdown(report);
  const folder = writeReport(context.root, project, context.targetName ?? `migrate-${command}`, { json: report, markdown });
  if (json) console.log(JSON.stringify(report, null, 2));
  else {
    const found = printDiagnostics(report.diagnostics.filter(({ severity }) => severity !== 'info' || context.isVerbose), { cwd: context.root, color: process.stderr.isTTY });
    if (found) console.error(found);
    console.log(markdown);
    console.log(`Report: ${folder}/report.md`);
  }
  return { success: report.ok };
}
