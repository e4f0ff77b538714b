import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostic, DiagnosticCode, Result } from '../../../../generators/lib/diagnostics';
import { hasErrors } from '../../../../generators/lib/diagnostics';
import type { BundledDocument } from '../../../../generators/lib/model';
import { toDiagnostic } from '../../../../generators/lib/openapi/problems';
import { parseSource } from '../../../../generators/lib/openapi/source/parse-source';
import type { Fault } from '../../../../generators/lib/validation/runtime/types';
import { SchemaCompiler } from '../../../../generators/lib/validation/schema/compiler';
import type { Scenario } from './scenario';

/** A scenario with the places of its parts. */
export interface ScenarioSource {
  readonly scenario: Scenario;
  /** @param tokens the way to the part: `['flows', 0, 'steps', 2, 'url']` */
  problem(code: DiagnosticCode, tokens: readonly (string | number)[], message: string, help: string): Diagnostic;
}

/**
 * Reads a scenario file and checks it by its schema.
 * @param file absolute path
 * @param root positions are relative to it
 */
export function readScenario(file: string, root: string): Result<ScenarioSource | undefined> {
  const shown = path.relative(root, file);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const message = `the scenario ${shown} cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`;
    return { value: undefined, diagnostics: [{ code: 'BACKEND_LOAD_SCENARIO_INVALID', severity: 'error', message, help: 'Paths are relative to the workspace\'s root' }] };
  }
  const { source, problems } = parseSource(file, shown, text);
  const diagnostics = problems.map(toDiagnostic);
  if (!source || hasErrors(diagnostics)) return { value: undefined, diagnostics };
  const problem: ScenarioSource['problem'] = (code, tokens, message, help) => toDiagnostic({ code, message, help, source, tokens: tokens.map(String) });
  const faults = faultsOf(source.value);
  diagnostics.push(...faults.map(({ instancePath, message, keyword, params }) => {
    const named = params['additionalProperty'];
    const tokens = [...pointerTokens(instancePath), ...(typeof named === 'string' ? [named] : [])];
    const what = keyword === 'additionalProperties' ? `there is no ${JSON.stringify(named)} here` : `${tokens.at(-1) ?? 'the scenario'} ${message}`;
    return problem('BACKEND_LOAD_SCENARIO_INVALID', tokens, what, HELP);
  }));
  return { value: hasErrors(diagnostics) ? undefined : { scenario: source.value as Scenario, problem }, diagnostics };
}

const HELP = 'See docs/loadtest-spec.md for what a scenario holds, or let an editor check it by scenario.schema.json';

function pointerTokens(pointer: string): string[] {
  return pointer.split('/').slice(1).map((token) => token.replace(/~1/g, '/').replace(/~0/g, '~'));
}

/** By our own compiler, on the schema as it is shipped. */
function faultsOf(value: unknown): Fault[] {
  const schema = JSON.parse(readFileSync(path.join(__dirname, '../../../loadtest/scenario.schema.json'), 'utf8')) as Record<string, unknown>;
  const at = (pointer: string): unknown => pointerTokens(pointer).reduce<unknown>((node, token) => (node as Record<string, unknown> | undefined)?.[token], schema);
  const document: BundledDocument = { root: schema, version: '3.1', dialect: '2020-12', digest: '', files: [], resolve: at, at, origin: () => undefined };
  const compiler = new SchemaCompiler({ document, names: undefined as never, importExtension: '' });
  const faults: Fault[] = [];
  compiler.evaluate({ schema, pointer: '#' }, 'response')(value, faults);
  return faults;
}
