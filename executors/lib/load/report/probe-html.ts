import type { Html } from '../../report/html/html';
import { html, none } from '../../report/html/html';
import { CHECK_HEAD, checkRows, flawSentence, limitSentence, PATTERN_HEAD, patternRows, requestLines, unclearOperations } from './probe-rows';
import type { LoadReport } from './report';

type Table = (head: readonly string[], rows: readonly (readonly string[])[]) => Html;

/** What was seen of a rate limit, or what attacks found; nothing for loads. @param table how the page draws tables */
export function probePart({ rateLimit, attack }: LoadReport, table: Table): Html {
  if (rateLimit) return html`<h2>Rate limit</h2><p>${limitSentence(rateLimit)}</p>${table(CHECK_HEAD, checkRows(rateLimit))}`;
  if (!attack) return none;
  const unclear = unclearOperations(attack);
  return html`${attack.flaws.length === 0 ? none : html`<h2>Flaws</h2>${attack.flaws.map((flaw) => html`<h3>${flaw.pattern}</h3><p>${flawSentence(flaw)}</p><pre>${requestLines(flaw.request)}</pre>${flaw.reply === '' ? none : html`<p>Answer:</p><pre>${flaw.reply}</pre>`}`)}`}
<h2>Patterns</h2>${table(PATTERN_HEAD, patternRows(attack))}
${unclear.length === 0 ? none : html`<h2>Not judged</h2><ul>${unclear.map((one) => html`<li>${one}</li>`)}</ul>`}`;
}
