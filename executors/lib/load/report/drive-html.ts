import type { Html } from '../../report/html/html';
import { html, none } from '../../report/html/html';
import type { DriveReport } from './drive-report';
import { badReplySentence, chainSentence, STEP_HEAD, stepRows } from './drive-rows';

/** The steps, what was wrong with replies, and an example of each. @param table how the page draws tables */
export function drivePart(drive: DriveReport, table: (head: readonly string[], rows: readonly (readonly string[])[]) => Html): Html {
  const { rows, more } = stepRows(drive);
  const chain = chainSentence(drive);
  return html`${drive.badReplies.length === 0 ? none : html`<h2>Replies that are not as they should be</h2>
${drive.badReplies.map((one) => html`<p><strong>${one.kind}</strong>: ${badReplySentence(one)}</p>${one.body === '' ? none : html`<pre>${one.body}</pre>`}`)}`}
<h2>Steps</h2>${table(STEP_HEAD, rows)}${more === 0 ? none : html`<p>${more} more steps are in report.json.</p>`}${chain === undefined ? none : html`<p>${chain}</p>`}`;
}
