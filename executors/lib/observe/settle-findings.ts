import type { Node } from 'libpg-query';
import { blankMetaCommands } from '../postgres/meta-commands';
import type { Finding } from '../report/finding';
import { atLeast } from '../rules';
import { SourceText } from '../rules/lint/source-text';
import { pick } from '../rules/lint/tree';
import { roundRows } from './estimate';
import type { Observation, ObservedWork } from './observation';

/** Rules that take a rewrite for certain where they know too little of the types and functions. */
const OF_REWRITES = new Set(['changing-column-type', 'adding-field-with-default']);

/**
 * Sets the findings of rules over a script right by what was observed, and adds what no rule had seen: rewrites,
 * scans under a lock that blocks writes, and strong locks without a lock_timeout.
 * @param script the text that both come from
 */
export function settleFindings(findings: readonly Finding[], observations: readonly Observation[], script: { readonly file: string; readonly sql: string }): Finding[] {
  const source = new SourceText(blankMetaCommands(script.sql), script.file);
  const place = ({ statement }: Observation) => source.positionOf(statement.offset);
  const observationOf = (finding: Finding): Observation | undefined => observations.find(({ statement }) => within(finding, source, statement.offset, statement.text.length));
  const settled = findings.map((finding) => settle(finding, observationOf(finding)));
  const known = (observation: Observation, relation: string): boolean =>
    settled.some((finding) => finding.severity !== 'info' && observationOf(finding) === observation && (finding.object === undefined || `${finding.object}.`.startsWith(`${relation}.`)));
  const added: Finding[] = [];
  let limited = findings.some(({ rule }) => rule === 'require-lock-timeout');
  for (const observation of observations) {
    for (const work of observation.rewrites) if (counts(work) && !known(observation, work.relation)) added.push(ofWork('observed-rewrite', work, place(observation)));
    for (const work of observation.scans) {
      const mode = observation.locks.find(({ relation }) => relation === work.relation)?.mode ?? 'ACCESS SHARE';
      if (counts(work) && atLeast(mode, 'SHARE') && !known(observation, work.relation) && !observation.rewrites.some(({ relation }) => relation === work.relation)) added.push(ofWork('observed-scan', work, place(observation)));
    }
    limited ||= pick(observation.statement.tree as unknown as Node, 'VariableSetStmt')?.name === 'lock_timeout';
    if (observation.advice === undefined || limited) continue;
    limited = true;
    const strong = observation.locks.find(({ existing, kind, mode }) => existing && kind !== 'index' && atLeast(mode, 'SHARE ROW EXCLUSIVE'))!;
    added.push({
      rule: 'observed-lock', severity: 'warning', message: `The statement waits for a lock (${strong.mode}) on "${strong.relation}" without a lock_timeout`,
      help: observation.advice, position: place(observation), object: strong.relation,
    });
  }
  return [...settled, ...added].sort((a, b) => (a.position?.line ?? 0) - (b.position?.line ?? 0) || (a.position?.column ?? 0) - (b.position?.column ?? 0));
}

function within({ position }: Finding, source: SourceText, offset: number, length: number): boolean {
  if (!position) return false;
  const [start, end] = [source.positionOf(offset), source.positionOf(offset + length)];
  const after = position.line > start.line || (position.line === start.line && position.column >= start.column);
  return after && (position.line < end.line || (position.line === end.line && position.column < end.column));
}

function settle(finding: Finding, observation: Observation | undefined): Finding {
  if (!observation?.observed || observation.failure || !OF_REWRITES.has(finding.rule)) return finding;
  const table = finding.object?.split('.').slice(0, 2).join('.');
  const rewrite = observation.rewrites.find(({ relation }) => relation === table);
  if (rewrite) return { ...finding, severity: 'error', message: `${finding.message.replace(/, which keeps its stored values.*/, '')}${inProduction(rewrite)}; observed` };
  return {
    rule: finding.rule, severity: 'info', position: finding.position, object: finding.object,
    message: `The statement does not rewrite "${table}", which is locked for a moment; observed`, help: 'Make sure that clients take the change.',
  };
}

/** Tables and materialized views that others may use; the indexes of a table go with it. */
function counts({ existing, kind }: ObservedWork): boolean {
  return existing && kind !== 'index';
}

function inProduction({ rows, estimate }: ObservedWork): string {
  return rows === undefined ? '' : ` (${roundRows(rows)} in production: ${estimate})`;
}

function ofWork(rule: 'observed-rewrite' | 'observed-scan', work: ObservedWork, position: Finding['position']): Finding {
  const verb = rule === 'observed-rewrite' ? 'is written anew' : 'is read from end to end';
  return {
    rule, severity: work.estimate === 'moments' ? 'warning' : 'error', message: `"${work.relation}" ${verb} while others wait for it${inProduction(work)}`,
    help: 'Look for a form of the statement that does it beforehand or in batches, or run it when nobody uses the table.', position, object: work.relation,
  };
}
