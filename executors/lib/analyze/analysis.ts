import type { Diagnostic } from '../../../generators/lib/diagnostics';
import type { Catalog } from '../catalog/catalog';
import type { Finding } from '../report/finding';
import type { ReportedSection, ReportedStatement } from '../report/report-document';

/** What an analysis found, before it is a report of any form. */
export interface Analysis {
  readonly project: string;
  /** True when nothing kept the analysis from being done and no finding reaches `failOn`. */
  readonly ok: boolean;
  readonly verdict: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly findings: readonly Finding[];
  readonly statements: readonly ReportedStatement[];
  readonly sections: readonly ReportedSection[];
  /** Bad input, and what its readers noticed. */
  readonly diagnostics: readonly Diagnostic[];
  /** For the diagram: the schema as it should be, and as it is. */
  readonly catalogs?: { readonly before: Catalog; readonly after: Catalog };
  /** Migrations written for `suggestIndexes`, relative to the root. */
  readonly written: readonly string[];
  /** Fallback place of findings that no file says. */
  readonly place: string;
}

/** A part of an analysis: each piece of work gives one, and they are added up. */
export interface Part {
  readonly findings?: readonly Finding[];
  readonly statements?: readonly ReportedStatement[];
  readonly sections?: readonly ReportedSection[];
  readonly facts?: readonly (readonly [name: string, value: string])[];
  readonly diagnostics?: readonly Diagnostic[];
}
