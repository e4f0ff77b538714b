import type { Problem } from '../problems';
import { SHAPES, type Kind } from '../shapes';
import type { Reference } from '../walk/reference';
import { remove } from '../walk/nodes';
import type { Failure } from './find-target';

/** Reports references that lead nowhere, and leaves out those that nothing needed depends on. */
export class ReportFailure {
  constructor(private readonly problems: Problem[]) {}

  report(reference: Reference, failure: Failure): void {
    const { source, tokens, field, slot, parent, holder } = reference;
    const place = { source, tokens: [...tokens, field] };
    if (field !== '$ref') {
      const bare = /^[\w.-]+$/.test(reference.text) && !/\.(ya?ml|json)$/i.test(reference.text);
      const message = bare ? `the discriminator maps to "${reference.text}", which is no schema of the components` : failure.message;
      this.problems.push({ ...place, code: 'BACKEND_DISCRIMINATOR_MAPPING', message, help: 'Name a schema of the components, or write a reference to one' });
      return;
    }
    if (parent && isOptional(slot.type as Kind, slot.leaf)) {
      remove(parent.node as Record<string, unknown>, parent.key);
      this.problems.push({ ...failure, ...place, code: 'BACKEND_REF_DROPPED', message: `${failure.message}; it is left out` });
      return;
    }
    this.problems.push({ ...failure, ...place });
    // What stays accepts anything, so that the run can go on and report every other problem.
    if (slot.type === 'schema') delete holder['$ref'];
  }
}

function isOptional(kind: Kind, leaf: boolean): boolean {
  return leaf || SHAPES[kind].optional;
}
