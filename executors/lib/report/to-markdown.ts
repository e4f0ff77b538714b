import type { Finding } from './finding';
import { visible } from './html/html';
import type { ReportDocument } from './report-document';
import { countFindings, groupFindings } from './report-document';

/** Findings of one rule, and statements, that a comment of a pull request shows; the rest is in the page. */
const LIMIT = 20;

/** A report as Markdown for a pull request. */
export function toMarkdown(report: ReportDocument): string {
  const { kind, project, ok, verdict, facts, findings, statements, sections } = report;
  const lines = [`## ${kind}: ${plain(project)}`, '', `${ok ? '✅' : '❌'} ${plain(verdict)}${findings.length > 0 ? ` (${countFindings(findings)})` : ''}`, ''];
  if (facts.length > 0) lines.push(...facts.map(([name, value]) => `- ${name}: ${inlineCode(value)}`), '');
  for (const { rule, severity, findings: own } of groupFindings(findings)) {
    // Info folds away: it decides nothing.
    const folded = severity === 'info';
    lines.push(folded ? `<details><summary>${SIGNS[severity]} ${severity} <code>${rule}</code> (${own.length})</summary>` : `### ${SIGNS[severity]} ${severity} \`${rule}\` (${own.length})`, '');
    lines.push(...own.slice(0, LIMIT).flatMap(item), ...more(own.length), '', ...(folded ? ['</details>', ''] : []));
  }
  if (statements.length > 0) {
    lines.push('### Statements', '', '| source | statement | effects |', '|---|---|---|');
    lines.push(...statements.slice(0, LIMIT).map(({ source, sql, effects, notes }) => `| ${cell(inlineCode(source))} | ${cell(inlineCode(short(sql)))} | ${cell([...effects, ...notes].map(plain).join('; ') || '–')} |`));
    lines.push(...more(statements.length), '');
  }
  for (const { title, text } of sections) lines.push(`- ${plain(title)}: ${plain(text)}`);
  return `${visible(lines.join('\n')).trimEnd()}\n`;
}

const SIGNS = { error: '🛑', warning: '⚠️', info: 'ℹ️' };

function item({ message, help, position, object, fix }: Finding): string[] {
  const where = [position && `${position.file}:${position.line}`, object].filter((text): text is string => text !== undefined).map(inlineCode).join(' ');
  const lines = [`- ${where ? `${where} ` : ''}${plain(message)}. ${plain(help)}`];
  if (fix !== undefined) lines.push('', ...fence(fix).map((line) => `  ${line}`));
  return lines;
}

function more(count: number): string[] {
  return count > LIMIT ? ['', `… and ${count - LIMIT} more in report.html`] : [];
}

/** A fence longer than any run of backticks in the text. */
function fence(text: string): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const mark = '`'.repeat(longest + 1);
  return [`${mark}sql`, ...text.split('\n'), mark];
}

function inlineCode(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const mark = '`'.repeat(longest + 1);
  return longest === 0 ? `\`${line}\`` : `${mark} ${line} ${mark}`;
}

/** Text that Markdown leaves as it is, code spans apart: no HTML, links, images, mentions or new lines. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').split(/(`[^`]*`)/).map((part) => (part.startsWith('`') && part.length > 1 ? part : part.replace(/[\\<>[\]*|~]|(?<!\w)_|_(?!\w)/g, '\\$&').replace(/@(?=\w)/g, '@\u200b'))).join('');
}

function cell(text: string): string {
  return text.replace(/(?<!\\)\|/g, '\\|');
}

function short(sql: string): string {
  const line = sql.replace(/\s+/g, ' ');
  return line.length <= 120 ? line : `${line.slice(0, 119)}…`;
}
