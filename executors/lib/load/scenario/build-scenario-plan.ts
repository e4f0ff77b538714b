import path from 'node:path';
import type { Diagnostic, Result } from '../../../../generators/lib/diagnostics';
import { hasErrors } from '../../../../generators/lib/diagnostics';
import type { DrivePlan, Feeder, Secret, Step } from '../drive/drive-plan';
import { collectProblems } from '../options/problems';
import { parseSecret } from '../spec/credentials';
import type { Spec } from '../spec/open-spec';
import type { StepOptions } from '../spec/step-builder';
import { stepBuilder } from '../spec/step-builder';
import { buildScenarioStep } from './build-scenario-step';
import { checkReferences } from './check-references';
import { readFeeder } from './read-feeder';
import type { ScenarioSource } from './read-scenario';

/**
 * Makes a plan of a scenario.
 * @param spec the document of its operations; absent: it has none
 * @param file absolute path of the scenario; feeders are relative to it
 */
export function buildScenarioPlan(source: ScenarioSource, spec: Spec | undefined, options: StepOptions, file: string, root: string, environment: NodeJS.ProcessEnv): Result<DrivePlan | undefined> {
  const { scenario } = source;
  const diagnostics: Diagnostic[] = [];
  const feeders: Record<string, Feeder> = {};
  for (const [name, { file: rows, order = 'sequential' }] of Object.entries(scenario.feeders ?? {})) {
    const at = source.problem('BACKEND_LOAD_FEEDER_UNREADABLE', ['feeders', name, 'file'], '', '').position;
    const { value, diagnostics: found } = readFeeder(path.resolve(path.dirname(file), rows), order, root, at);
    diagnostics.push(...found);
    if (value) feeders[name] = value;
  }
  const builder = spec && stepBuilder(spec, options, []);
  const steps: Step[] = [];
  const flows = scenario.flows.map(({ name, weight = 1, steps: own }, at) => {
    const label = name ?? `flow ${at + 1}`;
    const indexes = own.flatMap((one, index) => {
      const step = buildScenarioStep(one, ['flows', at, 'steps', index], { source, spec, builder, options });
      if ('code' in step) {
        diagnostics.push(step);
        return [];
      }
      return [steps.push({ ...step, name: one.name ?? (scenario.flows.length > 1 ? `${label}: ${step.name}` : step.name) }) - 1];
    });
    return { name: label, weight, steps: indexes };
  });
  const { found, names } = checkReferences(source, feeders);
  diagnostics.push(...found);
  const secrets: Record<string, Secret> = { ...options.keys.secrets };
  for (const { name, tokens } of names) {
    const problems = collectProblems();
    const secret = parseSecret(name, name, environment, problems);
    if (secret) secrets[name] = secret;
    else diagnostics.push(source.problem('BACKEND_LOAD_SECRET_MISSING', tokens, `the environment variable ${name.slice('env:'.length)} is not set`, 'Set it before the run'));
  }
  return { value: hasErrors(diagnostics) ? undefined : { steps, flows, feeders, secrets, producers: {} }, diagnostics };
}
