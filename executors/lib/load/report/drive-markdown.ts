import type { DriveReport } from './drive-report';
import { badReplySentence, chainSentence, STEP_HEAD, stepRows } from './drive-rows';
import { printable, text } from './markdown-text';

/** The steps, what was wrong with replies, and an example of each. */
export function driveLines(drive: DriveReport): string[] {
  const { rows, more } = stepRows(drive);
  const chain = chainSentence(drive);
  const bad = drive.badReplies.flatMap((one) => [
    `- ${one.kind}: ${text(badReplySentence(one))}`,
    ...(one.body === '' ? [] : ['', '  ```', ...one.body.replace(/```/g, "'''").split(/\r?\n/).slice(0, 8).map((line) => `  ${printable(line)}`), '  ```']),
  ]);
  return [
    ...(bad.length === 0 ? [] : ['### Replies that are not as they should be', '', ...bad, '']),
    `| ${STEP_HEAD.join(' | ')} |`, `|${STEP_HEAD.map(() => '---').join('|')}|`,
    ...rows.map((row) => `| ${row.map(text).join(' | ')} |`),
    ...(more === 0 ? [] : ['', `${more} more steps are in report.json.`]),
    ...(chain === undefined ? [] : ['', text(chain)]),
  ];
}
