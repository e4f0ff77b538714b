import { hasErrors } from '../../../generators/lib/diagnostics';
import type { Finding } from '../report/finding';
import { countFindings } from '../report/report-document';
import type { Analysis, Part } from './analysis';
import type { AnalyzeOptions, FailOn } from './options';
import type { Live } from './read-live';
import type { ProjectSchema } from './read-project';

export interface Judged {
  readonly parts: readonly Part[];
  readonly options: AnalyzeOptions;
  readonly schema: ProjectSchema | undefined;
  readonly live: Live | undefined;
  readonly written: readonly string[];
}

const WEIGHT = { error: 0, warning: 1, info: 2 };

/** Adds the parts up and judges them by `failOn`. What could not be done at all is a failure whatever it says. */
export function judge({ parts, options, schema, live, written }: Judged): Analysis {
  const { exclude = [], failOn = 'error', project } = options;
  const all = <K extends keyof Part>(key: K) => parts.flatMap((part) => (part[key] ?? []) as readonly unknown[]) as unknown as NonNullable<Part[K]>;
  const findings = [...all('findings')].filter(({ rule }) => !exclude.includes(rule)).sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity]);
  const diagnostics = all('diagnostics');
  const failed = hasErrors(diagnostics);
  const after = schema?.wanted ?? live?.catalog;
  const before = live?.catalog ?? schema?.migrated;
  return {
    project, findings, diagnostics, written, ok: !failed && !reaches(findings, failOn), verdict: verdictOf(findings, failed, failOn),
    facts: all('facts'), statements: all('statements'), sections: all('sections'), place: schema?.file ?? options.file ?? 'package.json',
    ...(after && { catalogs: { before: before ?? after, after } }),
  };
}

/** True where a finding is as grave as `failOn`, or graver. */
export function reaches(findings: readonly Finding[], failOn: FailOn): boolean {
  return failOn !== 'none' && findings.some(({ severity }) => WEIGHT[severity] <= WEIGHT[failOn]);
}

function verdictOf(findings: readonly Finding[], failed: boolean, failOn: FailOn): string {
  if (failed) return 'The analysis could not be done in full: see the diagnostics';
  const has = (...rules: string[]) => findings.some(({ rule, severity }) => rules.includes(rule) && severity === 'error');
  const said = [
    ...(has('drift') ? ['the entities differ from the migrations'] : []),
    ...(has('database-drift') ? ['the database differs from the migrations that have run'] : []),
    ...(has('compare-drift') ? ['the entities differ from the schema compared with'] : []),
    ...(findings.some(({ rule, severity }) => severity === 'error' && !rule.endsWith('drift')) ? ['there are errors in pending statements or in the schema'] : []),
  ];
  const text = said.length > 0 ? said.join(', and ') : findings.length > 0 ? `no errors; ${countFindings(findings)}` : 'nothing to report';
  const first = text[0]!.toUpperCase() + text.slice(1);
  return reaches(findings, failOn) && said.length === 0 ? `${first} (fails on ${failOn})` : first;
}
