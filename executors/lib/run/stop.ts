import type { Diagnostic } from '../../../generators/lib/diagnostics';

/** Ends a run with a diagnostic; caught where the report is made, never shown as a stack. */
export class Stop extends Error {
  override readonly name = 'Stop';
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.message);
  }
}
