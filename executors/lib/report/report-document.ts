import type { Finding } from './finding';

/** A report as people read it, whatever the executor: the verdict first. */
export interface ReportDocument {
  /** `migrate-analyze` */
  readonly kind: string;
  readonly project: string;
  readonly ok: boolean;
  /** One sentence: the verdict. */
  readonly verdict: string;
  /** What was compared, in which version, with which options: name and value. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly findings: readonly Finding[];
  /** What runs, or would run, with what it does to others meanwhile. */
  readonly statements: readonly ReportedStatement[];
  readonly diagram?: ReportedDiagram;
  /** Texts that belong to no finding: plans, what was not looked at. */
  readonly sections: readonly ReportedSection[];
}

export interface ReportedStatement {
  /** The migration or the file. */
  readonly source: string;
  readonly sql: string;
  /** `ACCESS EXCLUSIVE on public.users`, `reads public.users`, `rewrites public.users`, the strongest first. */
  readonly effects: readonly string[];
  /** Rows, time, advice. */
  readonly notes: readonly string[];
}

export interface ReportedDiagram {
  /** A whole SVG document. */
  readonly svg: string;
  /** What it shows, and what it leaves out. */
  readonly caption: string;
}

export interface ReportedSection {
  readonly title: string;
  readonly text: string;
  /** Shown as it is, in a fixed width. */
  readonly code?: string;
}

/** `2 errors, 1 warning`; empty for none. */
export function countFindings(findings: readonly Finding[]): string {
  return (['error', 'warning', 'info'] as const)
    .map((severity) => [severity, findings.filter((finding) => finding.severity === severity).length] as const)
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${count} ${severity}${count === 1 || severity === 'info' ? '' : 's'}`)
    .join(', ');
}

/** Findings by rule: the gravest rule first, then in the order they came. */
export function groupFindings(findings: readonly Finding[]): readonly { readonly rule: string; readonly severity: Finding['severity']; readonly findings: readonly Finding[] }[] {
  const weight = { error: 0, warning: 1, info: 2 };
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) groups.set(finding.rule, [...(groups.get(finding.rule) ?? []), finding]);
  return [...groups].map(([rule, own]) => {
    const sorted = [...own].sort((a, b) => weight[a.severity] - weight[b.severity]);
    return { rule, severity: sorted[0]!.severity, findings: sorted };
  }).sort((a, b) => weight[a.severity] - weight[b.severity]);
}
