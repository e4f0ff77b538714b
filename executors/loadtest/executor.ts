import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import type { LoadReport } from '../lib/load/report/report';
import type { LoadtestSchema } from './schema';

/** `nx run api:loadtest`: starts the server if asked to, loads it, stops it and judges. */
export default async function loadtestExecutor({ json, ...options }: LoadtestSchema, context: ExecutorContext): Promise<{ success: boolean }> {
  const { printDiagnostics } = require('../../generators/lib/diagnostics') as typeof import('../../generators/lib/diagnostics');
  const { listenForInterruption } = require('../lib/load/interruption') as typeof import('../lib/load/interruption');
  const { runLoadTest } = require('../lib/load/load-test') as typeof import('../lib/load/load-test');
  const { loadHtml } = require('../lib/load/report/to-html') as typeof import('../lib/load/report/to-html');
  const { loadMarkdown } = require('../lib/load/report/to-markdown') as typeof import('../lib/load/report/to-markdown');
  const { writeReport } = require('../lib/report/write-report') as typeof import('../lib/report/write-report');
  const project = context.projectName ?? 'workspace';
  const interruption = listenForInterruption();
  try {
    const report = await runLoadTest(options, { project, root: context.root, target: context.targetName ?? 'loadtest', signal: interruption.signal, progress: (text) => console.error(`loadtest: ${text}`), ...(isWatched() && { terminal: process.stderr }) });
    const markdown = loadMarkdown(report);
    const folder = writeReport(context.root, project, context.targetName ?? 'loadtest', { json: report, markdown, html: loadHtml(report) });
    writeRaw(path.join(context.root, folder), options.raw === true ? report : undefined);
    if (report.measurement) writeFileSync(path.join(context.root, folder, 'latency.hdr'), (require('../lib/load/shards/hdr-file') as typeof import('../lib/load/shards/hdr-file')).toHdr(report.measurement));
    else rmSync(path.join(context.root, folder, 'latency.hdr'), { force: true });
    if (json) console.log(JSON.stringify(report, null, 2));
    else {
      const found = printDiagnostics(report.diagnostics, { cwd: context.root, color: process.stderr.isTTY });
      if (found) console.error(found);
      console.log(markdown);
      console.log(`Report: ${folder}/report.html`);
    }
    return { success: report.ok };
  } finally {
    interruption.stop();
  }
}

/** A log keeps each state of a bar as a line. */
function isWatched(): boolean {
  return process.stderr.isTTY === true && (process.env['CI'] ?? 'false') === 'false';
}

/** What an earlier run left must not pass for this one's. */
function writeRaw(folder: string, report: LoadReport | undefined): void {
  const raw = report && (require('../lib/load/report/to-autocannon') as typeof import('../lib/load/report/to-autocannon')).toAutocannon(report);
  const file = path.join(folder, 'autocannon.json');
  if (raw) writeFileSync(file, `${JSON.stringify(raw, null, 2)}\n`);
  else rmSync(file, { force: true });
}
