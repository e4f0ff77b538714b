import type { Flaw } from '../attack/attack-result';
import { printable, text } from './markdown-text';
import { CHECK_HEAD, checkRows, flawSentence, limitSentence, PATTERN_HEAD, patternRows, requestLines, unclearOperations } from './probe-rows';
import type { LoadReport } from './report';

/** What was seen of a rate limit, or what attacks found. */
export function probeLines({ rateLimit, attack }: LoadReport): string[] {
  const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [`| ${head.join(' | ')} |`, `|${head.map(() => '---').join('|')}|`, ...rows.map((row) => `| ${row.map(text).join(' | ')} |`)];
  if (rateLimit) return [text(limitSentence(rateLimit)), '', ...table(CHECK_HEAD, checkRows(rateLimit))];
  if (!attack) return [];
  const unclear = unclearOperations(attack);
  return [
    ...attack.flaws.flatMap(flawLines),
    ...table(PATTERN_HEAD, patternRows(attack)),
    ...(unclear.length === 0 ? [] : ['', 'Not judged:', '', ...unclear.map((one) => `- ${text(one)}`)]),
  ];
}

function flawLines(flaw: Flaw): string[] {
  const fenced = (content: string): string[] => ['```', ...content.replace(/```/g, "'''").split(/\r?\n/).slice(0, 10).map(printable), '```', ''];
  return [`### ${text(flaw.pattern)}: ${text(flawSentence(flaw))}`, '', ...fenced(requestLines(flaw.request)), ...(flaw.reply === '' ? [] : ['Answer:', '', ...fenced(flaw.reply)])];
}
