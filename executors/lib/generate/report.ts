import type { Diagnostic } from '../../../generators/lib/diagnostics';
import type { DraftStatement } from '../write/draft';
import type { Generated } from './generate';

/** report.json of migrate-generate; report.schema.json describes it. */
export interface GenerateReport {
  readonly version: 1;
  readonly kind: 'migrate-generate';
  readonly project: string;
  /** The verdict: there is no difference, or it was proved and written. */
  readonly ok: boolean;
  readonly from: string;
  readonly to: string;
  readonly files: readonly string[];
  readonly up: readonly DraftStatement[];
  readonly down: readonly DraftStatement[];
  readonly proof: Generated['proof'];
  readonly diagnostics: readonly Diagnostic[];
}

export function buildReport(project: string, { ok, from, to, files, up, down, proof, diagnostics }: Generated): GenerateReport {
  return { version: 1, kind: 'migrate-generate', project, ok, from, to, files: files.map((file) => file.path), up, down, proof, diagnostics: diagnostics.filter(({ severity }) => severity !== 'info') };
}

/** The report for people. */
export function reportMarkdown(report: GenerateReport): string {
  const { project, ok, from, to, files, up, down, proof, diagnostics } = report;
  const lines = [`## migrate-generate: ${project}`, '', `${ok ? '✅' : '❌'} ${verdict(report)}`];
  if (from !== '') lines.push('', `From: ${from} · to: ${to}`);
  if (files.length > 0) lines.push('', ...files.map((file) => `- \`${file}\``));
  const lost = [...new Set(up.flatMap(({ loses }) => loses ?? []))];
  if (lost.length > 0) lines.push('', `⚠️ Loses ${lost.join(', ')}; going back cannot bring back what was in there.`);
  if (proof && proof.unseeded.length > 0) lines.push('', `No rows could be made up for ${proof.unseeded.join(', ')}: nothing is proved about theirs.`);
  if (up.length > 0) lines.push('', `### Up (${up.length})`, '', fence(up), '', `### Down (${down.length})`, '', fence(down));
  if (diagnostics.length > 0) lines.push('', `### Diagnostics (${diagnostics.length})`, '', ...diagnostics.map(({ severity, code, message, position }) => `- ${severity} ${position ? `\`${position.file}:${position.line}:${position.column}\` ` : ''}${code}: ${message.replace(/[\r\n]+/g, ' ')}`));
  return `${lines.join('\n')}\n`;
}

function verdict({ ok, up, files, proof, diagnostics }: GenerateReport): string {
  if (!ok && proof !== null && !proof.proved) return 'The difference was not proved, so nothing was written.';
  if (!ok) return diagnostics.some(({ severity }) => severity === 'error') ? 'The input has errors, so nothing was written.' : 'Nothing was written.';
  if (up.length === 0) return 'No difference: nothing to write.';
  return `Written to ${files.length} file${files.length === 1 ? '' : 's'}, and proved there and back on a scratch database.`;
}

/** A fence longer than any in the text. */
function fence(statements: readonly DraftStatement[]): string {
  const text = statements.map(({ sql }) => `${sql.replace(/;\s*$/, '')};`).join('\n');
  const ticks = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${ticks}sql\n${text}\n${ticks}`;
}
