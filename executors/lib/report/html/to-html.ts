import type { Finding } from '../finding';
import type { ReportDocument, ReportedSection, ReportedStatement } from '../report-document';
import { countFindings, groupFindings } from '../report-document';
import { Html, html, none } from './html';
import { STYLE } from './style';

/** A report as one page that loads nothing and runs nothing. */
export function toHtml(report: ReportDocument): string {
  const { kind, project, ok, verdict, facts, findings, statements, diagram, sections } = report;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${ok ? '✓' : '✗'} ${kind}: ${project}</title><style>${new Html(STYLE)}</style></head><body><main>
<h1>${kind}: ${project}</h1>
<p class="verdict ${ok ? 'ok' : 'bad'}">${ok ? '✓' : '✗'} ${verdict}<small>${countFindings(findings) || 'No findings'}</small></p>
<dl>${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
${findings.length === 0 ? none : html`<h2 id="findings">Findings</h2>${groupFindings(findings).map(group)}`}
${statements.length === 0 ? none : html`<h2 id="statements">Statements</h2>${bySource(statements).map(migration)}`}
${diagram ? html`<h2 id="diagram">Tables</h2><figure tabindex="0"><figcaption>${diagram.caption}</figcaption>${new Html(diagram.svg)}</figure>` : none}
${sections.map(section)}
</main></body></html>
`.text;
}

const SIGNS = { error: '✗', warning: '▲', info: 'ℹ' };

function group({ rule, severity, findings }: ReturnType<typeof groupFindings>[number]): Html {
  const open = severity === 'info' ? none : html` open`;
  // What is the same for all is said once.
  const shared = findings.length > 1 && new Set(findings.map(({ help }) => help)).size === 1 ? findings[0]!.help : undefined;
  return html`<details${open}><summary><span class="sev ${severity}">${SIGNS[severity]} ${severity}</span> <code>${rule}</code> <span class="count">${findings.length}</span></summary>${shared === undefined ? none : html`<div>${coded(shared)}</div>`}<ul>${findings.map((finding) => item(finding, shared === undefined))}</ul></details>
`;
}

function item({ message, help, position, object, fix, severity }: Finding, helps: boolean): Html {
  const where = [position && `${position.file}:${position.line}:${position.column}`, object].filter((text): text is string => text !== undefined);
  return html`<li><span class="sev ${severity}">${SIGNS[severity]}</span> ${coded(message)}${where.length > 0 ? html`<div class="where">${where.join(' · ')}</div>` : none}${helps ? html`<p class="help">${coded(help)}</p>` : none}${fix === undefined ? none : html`<pre>${fix}</pre>`}</li>`;
}

function bySource(statements: readonly ReportedStatement[]): readonly (readonly [string, readonly ReportedStatement[]])[] {
  const groups = new Map<string, ReportedStatement[]>();
  for (const statement of statements) groups.set(statement.source, [...(groups.get(statement.source) ?? []), statement]);
  return [...groups];
}

function migration([source, statements]: readonly [string, readonly ReportedStatement[]]): Html {
  return html`<details open><summary><code>${source}</code> <span class="count">${statements.length}</span></summary><ol>${statements.map(({ sql, effects, notes }) =>
    html`<li><pre>${sql}</pre>${tags(effects)}${notes.map((note) => html`<div class="where">${note}</div>`)}</li>`)}</ol></details>
`;
}

function tags(effects: readonly string[]): Html {
  if (effects.length === 0) return none;
  return html`<ul class="tags">${effects.map((effect) => html`<li class="${/^(ACCESS EXCLUSIVE|rewrites)/.test(effect) ? 'hard' : 'soft'}">${effect}</li>`)}</ul>`;
}

function section({ title, text, code }: ReportedSection): Html {
  return html`<details><summary>${title}</summary><div><p>${text}</p>${code === undefined ? none : html`<pre class="plan">${code}</pre>`}</div></details>`;
}

/** Text whose `…` is code. */
function coded(text: string): Html {
  return html`${text.split(/(`[^`]+`)/).map((part) => (part.length > 2 && part.startsWith('`') ? html`<code>${part.slice(1, -1)}</code>` : html`${part}`))}`;
}
