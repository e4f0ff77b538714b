import type { Diagnostic } from '../../../../generators/lib/diagnostics';
import type { Operation } from '../../../../generators/lib/model';
import type { DrivePlan, Step } from '../drive/drive-plan';
import type { Spec } from './open-spec';
import type { Weighted } from './select-operations';
import type { StepOptions } from './step-builder';
import { FEED, stepBuilder } from './step-builder';

/** Makes a plan of a document: each operation is a flow of one step; what a step needs is made first, also by operations that were not asked for. */
export function buildSpecPlan(spec: Spec, wanted: readonly Weighted[], options: StepOptions): { readonly plan: DrivePlan; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const builder = stepBuilder(spec, options, diagnostics);
  const indexes = new Map<Operation, number | undefined>();
  const steps: Step[] = [];
  const add = (operation: Operation): number | undefined => {
    if (!indexes.has(operation)) {
      const step = builder.step(operation);
      if ('code' in step) diagnostics.push(step);
      indexes.set(operation, 'code' in step ? undefined : steps.push(step) - 1);
    }
    return indexes.get(operation);
  };
  const flows = wanted.flatMap(({ operation, weight }) => {
    const step = add(operation);
    return step === undefined ? [] : [{ name: spec.nameOf(operation), weight, steps: [step] }];
  });
  // A producer may have needs of its own, so the list grows while it is walked.
  const producers: Record<string, number[]> = {};
  for (let at = 0; at < steps.length; at++) {
    for (const { resource } of steps[at]!.needs) producers[resource] ??= (builder.chains.producers.get(resource) ?? []).flatMap((operation) => add(operation) ?? []);
  }
  return { plan: { steps, flows, producers, feeders: options.feed ? { [FEED]: options.feed } : {}, secrets: options.keys.secrets }, diagnostics };
}
