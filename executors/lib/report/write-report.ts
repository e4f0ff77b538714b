import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A report in the forms people and tools read. */
export interface Report {
  readonly json: unknown;
  readonly markdown: string;
}

/**
 * Writes report.json and report.md to reports/<project>/<target>/ of the workspace, and the latter
 * to GitHub's step summary where there is one.
 * @returns the folder, relative to the workspace's root
 */
export function writeReport(root: string, project: string, target: string, { json, markdown }: Report): string {
  const folder = path.posix.join('reports', ...project.split('/'), target);
  mkdirSync(path.join(root, folder), { recursive: true });
  writeFileSync(path.join(root, folder, 'report.json'), `${JSON.stringify(json, null, 2)}\n`);
  writeFileSync(path.join(root, folder, 'report.md'), markdown);
  const summary = process.env['GITHUB_STEP_SUMMARY'];
  if (summary) appendFileSync(summary, markdown);
  return folder;
}
