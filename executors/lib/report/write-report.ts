import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A report in the forms people and tools read. */
export interface Report {
  readonly json: unknown;
  readonly markdown: string;
  /** One self-contained page. */
  readonly html?: string;
  /** SARIF 2.1.0. */
  readonly sarif?: unknown;
  /** An SVG document: the diagram by itself. */
  readonly diagram?: string;
}

/**
 * Writes report.json and report.md, and report.html, report.sarif and diagram.svg where given, to
 * reports/<project>/<target>/ of the workspace, and the Markdown to GitHub's step summary where
 * there is one.
 * @returns the folder, relative to the workspace's root
 */
export function writeReport(root: string, project: string, target: string, { json, markdown, html, sarif, diagram }: Report): string {
  const folder = path.posix.join('reports', ...project.split('/'), target);
  const text = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  const files = { 'report.json': text(json), 'report.md': markdown, 'report.html': html, 'report.sarif': sarif === undefined ? undefined : text(sarif), 'diagram.svg': diagram };
  mkdirSync(path.join(root, folder), { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    // What an earlier run left must not pass for this one's.
    if (content === undefined) rmSync(path.join(root, folder, name), { force: true });
    else writeFileSync(path.join(root, folder, name), content);
  }
  const summary = process.env['GITHUB_STEP_SUMMARY'];
  if (summary) appendFileSync(summary, markdown);
  return folder;
}
