import type { SourcePosition } from '../../../../generators/lib/diagnostics';
import type { Finding } from '../../report/finding';
import type { SqlStatement } from '../../postgres/split-statements';
import { RULES } from '../all-rules';
import { ignoreWithoutReason } from '../ignore-without-reason';
import { unusedIgnore } from '../unused-ignore';
import type { Ignore } from './ignores';
import { findIgnores } from './ignores';
import type { Rule } from './rule';
import type { SourceText } from './source-text';

/** A finding with the statement it is about, by offset. */
export interface Placed {
  readonly finding: Finding;
  readonly statement: number;
}

/** Leaves out what comments of the script ask to ignore, and reports the comments that lack a reason or ignore nothing. */
export function applyIgnores(found: readonly Placed[], source: SourceText, statements: readonly SqlStatement[], active: readonly Rule[]): Finding[] {
  const ignores = findIgnores(source, statements);
  const used = new Set<string>();
  const kept = found.filter(({ finding, statement }) => {
    const matching = ignores.filter((ignore) => ignore.rules.includes(finding.rule) && covers(ignore, finding, statement));
    matching.forEach((ignore) => used.add(useOf(ignore, finding.rule)));
    return matching.length === 0;
  });
  const own = ignores.flatMap((ignore) => {
    const position = source.positionOf(ignore.offset);
    return [...(ignore.reason === '' ? [ignoreWithoutReason(ignore.rules, position)] : []), ...unused(ignore, used, active, position)];
  });
  return [...kept.map(({ finding }) => finding), ...own].sort(byPlace);
}

function covers({ scope, target }: Ignore, { position }: Finding, statement: number): boolean {
  if (scope === 'file') return true;
  return scope === 'line' ? position?.line === target : statement === target;
}

const useOf = ({ offset }: Ignore, rule: string): string => `${offset} ${rule}`;

/** A rule that does not run here (by options or version) cannot show that the comment is needed: no word about it. */
function unused(ignore: Ignore, used: ReadonlySet<string>, active: readonly Rule[], position: SourcePosition): Finding[] {
  if (ignore.rules.length === 0) return [unusedIgnore('The comment names no rule', position)];
  return ignore.rules.filter((rule) => !used.has(useOf(ignore, rule))).flatMap((rule) => {
    if (!RULES.some(({ id }) => id === rule)) return [unusedIgnore(`No rule is called "${rule}"`, position)];
    return active.some(({ id }) => id === rule) ? [unusedIgnore(`The comment ignores ${rule}, which finds nothing here`, position)] : [];
  });
}

function byPlace(a: Finding, b: Finding): number {
  return (a.position?.line ?? 0) - (b.position?.line ?? 0) || (a.position?.column ?? 0) - (b.position?.column ?? 0);
}
