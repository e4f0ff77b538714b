import type { Problem } from '../problems';
import { SHAPES, type Kind } from '../shapes';
import type { Reference } from '../walk/reference';
import { remove } from '../walk/walker';
import type { Failure } from './find-target';

/** Reports references that lead nowhere, and leaves out those that nothing needed depends on. */
export class ReportFailure {
  constructor(private readonly problems: Problem[]) {}

  report(reference: Reference, failure: Failure): void {
    const { source, tokens, field, slot, parent, holder } = reference;
    const place = { source, tokens: [...tokens, field] };
    if (field !== '$ref') {
      // A mapping may also be a bare name, which the model checks against the components.
      if (/[#/]|\.(ya?ml|json)$/.test(reference.text)) {
        this.problems.push({ ...failure, ...place, code: 'BACKEND_DISCRIMINATOR_MAPPING', message: failure.message });
      }
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
