import path from 'node:path';
import type { Diagnostic, Result } from '../../../../generators/lib/diagnostics';
import { hasErrors } from '../../../../generators/lib/diagnostics';
import type { LoadtestOptions } from '../options/options';
import { parseHeaders, PLAIN_HEADER } from '../options/parse-headers';
import { parseUrl } from '../options/parse-request';
import { collectProblems } from '../options/problems';
import type { Keyring } from '../spec/credentials';
import type { Spec } from '../spec/open-spec';
import { parseExpectedStatus } from '../verdict/expected-status';
import type { DrivePlan, Secret, Template } from '../drive/drive-plan';

/** A plan, and where it is sent: an origin, or nothing where the run starts the server. */
export interface LoadedDrive {
  readonly plan: DrivePlan;
  readonly origin: string;
  readonly spec?: Spec;
  readonly keys: Keyring;
}

const NO_KEYS: Keyring = { secrets: {}, invented: new Set(), of: () => ({ headers: {}, query: [], cookies: [] }) };

/** Makes the plan of `--spec` and `--scenario`. What reads documents is loaded here, and not before. */
export async function loadDrive(options: LoadtestOptions, root: string, environment: NodeJS.ProcessEnv = process.env): Promise<Result<LoadedDrive | undefined>> {
  const problems = collectProblems();
  const found: Diagnostic[] = [];
  for (const name of ['method', 'body'] as const) if (options[name] !== undefined) problems.invalid(`--${name} is given with a ${options.spec === undefined ? 'scenario' : 'document'}`, 'Requests are built from it; leave the option out');
  if ((options.pipelining ?? 1) > 1) problems.invalid('--pipelining is given, but users wait for a reply before they go on', 'Leave it out');
  const { origin, base } = target(options, problems);
  const { spec: document, keys } = await openDocument(options, root, environment, problems, found);
  const headers = ownHeaders(options);
  const expect = options.expectStatus === undefined ? ['2xx', '3xx'] : parseExpectedStatus(options.expectStatus, problems);
  const { readFeeder } = require('../scenario/read-feeder') as typeof import('../scenario/read-feeder');
  const feed = options.feed === undefined ? undefined : readFeeder(path.resolve(root, options.feed), 'sequential', root);
  found.push(...(feed?.diagnostics ?? []));
  const stepOptions = { keys, headers: headers.templates, expect, ...(base !== undefined && { base }), ...(feed?.value && { feed: feed.value }) };
  const built = options.scenario === undefined
    ? document && specPlan(document, options, stepOptions, problems)
    : scenarioPlan(options.scenario, document, stepOptions, root, environment);
  found.push(...(built?.diagnostics ?? []));
  if (options.rate !== undefined && built?.value?.steps.some(({ thinkMs = 0 }) => thinkMs > 0)) problems.invalid('--rate is given, but steps of the scenario think', 'A rate goes on however long users pause: leave out the one or the other');
  if (document && keys.invented.size > 0) found.push(inventedSecrets(keys));
  const diagnostics = [...problems.found, ...found];
  if (!built?.value || hasErrors(diagnostics)) return { value: undefined, diagnostics };
  if (built.value.flows.every(({ steps }) => steps.length === 0)) {
    return { value: undefined, diagnostics: [...diagnostics, { code: 'BACKEND_LOAD_TARGET_MISSING', severity: 'error', message: 'there is no operation to load', help: 'See the warnings, or name operations by --operations' }] };
  }
  const check = options.checkReplies ?? 'auto';
  if (document && check !== 'off') (require('../spec/load-contract') as typeof import('../spec/load-contract')).keepContract(document);
  const plan: DrivePlan = {
    ...built.value, secrets: { ...built.value.secrets, ...headers.secrets },
    ...(document && check !== 'off' && { contract: { file: document.file, check } }),
  };
  return { value: { plan, origin, keys, ...(document && { spec: document }) }, diagnostics };
}

/** Origin and base path of `--url`; with `--command` neither has to be given. */
function target({ url, command }: LoadtestOptions, problems: ReturnType<typeof collectProblems>): { origin: string; base?: string } {
  const urls = [url ?? []].flat();
  if (urls.length > 1) problems.invalid('--url is given several times', 'Users of a document or a scenario call one server');
  if (urls.length === 0) {
    if (command === undefined) problems.report('BACKEND_LOAD_TARGET_MISSING', 'there is no server to load', 'Pass --url=http://localhost:3000, or --command="node dist/main.js" to have it started');
    return { origin: '' };
  }
  const parsed = parseUrl(urls[0]!, command !== undefined, problems);
  if (!parsed) return { origin: '' };
  const [, origin = '', rest = ''] = /^(https?:\/\/[^/?#]*)?([^?#]*)/i.exec(parsed.url) ?? [];
  const base = rest.replace(/\/+$/, '');
  return { origin, ...((base !== '' || urls[0]!.endsWith('/')) && { base }) };
}

async function openDocument({ spec: file, auth, operations, scenario }: LoadtestOptions, root: string, environment: NodeJS.ProcessEnv, problems: ReturnType<typeof collectProblems>, found: Diagnostic[]): Promise<{ spec?: Spec; keys: Keyring }> {
  if (operations !== undefined && (file === undefined || scenario !== undefined)) problems.invalid('--operations is given without a document, or with a scenario', 'Pass --spec too; a scenario names its operations itself');
  if (file === undefined) {
    if (auth !== undefined) problems.invalid('--auth is given without a document', 'Pass --spec too, or write headers: authorization: Bearer ${env:TOKEN}');
    return { keys: NO_KEYS };
  }
  const { openSpec } = require('../spec/open-spec') as typeof import('../spec/open-spec');
  const { keyring } = require('../spec/credentials') as typeof import('../spec/credentials');
  const { value: spec, diagnostics } = await openSpec(path.resolve(root, file), root);
  // What a document has beside what it is called by is the generator's business.
  found.push(...diagnostics.filter(({ severity }) => severity === 'error'));
  return spec ? { spec, keys: keyring(spec, [auth ?? []].flat(), environment, problems) } : { keys: NO_KEYS };
}

type StepOptions = import('../spec/step-builder').StepOptions;

function specPlan(spec: Spec, { operations }: LoadtestOptions, options: StepOptions, problems: ReturnType<typeof collectProblems>): Result<DrivePlan> {
  const { buildSpecPlan } = require('../spec/build-spec-plan') as typeof import('../spec/build-spec-plan');
  const { selectOperations } = require('../spec/select-operations') as typeof import('../spec/select-operations');
  const { plan, diagnostics } = buildSpecPlan(spec, selectOperations(spec, operations, problems), options);
  return { value: plan, diagnostics };
}

function scenarioPlan(given: string, spec: Spec | undefined, options: StepOptions, root: string, environment: NodeJS.ProcessEnv): Result<DrivePlan | undefined> {
  const { readScenario } = require('../scenario/read-scenario') as typeof import('../scenario/read-scenario');
  const { buildScenarioPlan } = require('../scenario/build-scenario-plan') as typeof import('../scenario/build-scenario-plan');
  const file = path.resolve(root, given);
  const { value: source, diagnostics } = readScenario(file, root);
  if (!source) return { value: undefined, diagnostics };
  const built = buildScenarioPlan(source, spec, options, file, root, environment);
  return { value: built.value, diagnostics: [...diagnostics, ...built.diagnostics] };
}

/** Values of `--headers`, but of a few, are kept like secrets: nobody can tell which of them are. */
function ownHeaders(options: LoadtestOptions): { templates: Record<string, Template>; secrets: Record<string, Secret> } {
  const templates: Record<string, Template> = {};
  const secrets: Record<string, Secret> = {};
  for (const [name, value] of Object.entries(parseHeaders([options.headers ?? []].flat(), collectProblems()))) {
    if (PLAIN_HEADER.test(name)) {
      templates[name.toLowerCase()] = [[value].flat().join(', ')];
      continue;
    }
    const key = `header ${name.toLowerCase()}`;
    secrets[key] = { value: [value].flat().join(', '), env: `BACKEND_HEADER_${name.replace(/[^A-Za-z0-9]+/g, '_').toUpperCase()}` };
    templates[name.toLowerCase()] = [{ secret: key, as: 'text' }];
  }
  return { templates, secrets };
}

function inventedSecrets({ invented }: Keyring): Diagnostic {
  return {
    code: 'BACKEND_LOAD_AUTH_INVENTED', severity: 'warning',
    message: `operations ask for ${[...invented].join(', ')}, and no secret is given: "example" is sent`,
    help: `Pass --auth=${[...invented][0]}=env:NAME, with the token, the key or user:password in the variable`,
  };
}
