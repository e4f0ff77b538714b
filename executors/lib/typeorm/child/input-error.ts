import type { Diagnostic } from '../../../../generators/lib/diagnostics';

/** What is wrong with the user's input, where a value cannot be given back. */
export class InputError extends Error {
  override readonly name = 'InputError';
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.message);
  }
}
