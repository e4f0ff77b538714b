/** One row of the table of stable codes; `docs/diagnostics.md` explains each. */
export interface DiagnosticFact {
  readonly severity: 'error' | 'warning' | 'info';
  /** What the code means, whatever the document. */
  readonly title: string;
}
