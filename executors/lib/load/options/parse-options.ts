import type { Result } from '../../../../generators/lib/diagnostics';
import { parseExpectedStatus } from '../verdict/expected-status';
import { parseThresholds } from '../verdict/parse-threshold';
import type { LoadedDrive } from '../prepare/load-drive';
import { driveRequests } from './drive-requests';
import { parseAdvice } from './parse-advice';
import { parseComparison } from './parse-comparison';
import type { LoadtestOptions } from './options';
import { durationOf, parseShape } from './parse-shape';
import { checkEngineTls, parseEngine } from './parse-engine';
import { parseProbe } from './parse-probe';
import { parseRequests } from './parse-request';
import { parseTls } from './parse-tls';
import { collectProblems } from './problems';
import type { LoadSettings } from './settings';

/**
 * Checks the options of a load test, and reports all that is wrong with them at once.
 * @param folder what paths are relative to
 * @param drive the plan of a document or a scenario, which then says what is requested
 */
export function parseOptions(options: LoadtestOptions, folder: string, drive?: LoadedDrive): Result<LoadSettings | undefined> {
  const problems = collectProblems();
  const { command, port, readyUrl } = options;
  const requests = drive ? driveRequests(drive) : parseRequests(options, folder, command !== undefined, problems);
  const shape = parseShape(options, problems);
  const origins = new Set(requests.map(({ url }) => /^https?:\/\/[^/?#]*/i.exec(url)?.[0])).size;
  if (origins > shape.concurrency) problems.invalid(`--concurrency is ${shape.concurrency}, fewer than the ${origins} servers to load`, 'Pass at least one connection for each');
  if (command === undefined && port !== undefined) problems.invalid('--port is given without --command', 'Put the port into --url, or pass --command to have the server started');
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) problems.invalid(`--port is ${JSON.stringify(port)}`, 'Pass a TCP port, or none for a free one');
  if (readyUrl !== undefined && !(command !== undefined && readyUrl.startsWith('/')) && !/^https?:\/\//.test(readyUrl)) {
    problems.invalid(`--readyUrl is ${JSON.stringify(readyUrl)}`, 'Pass an address; with --command also a path');
  }
  const comparison = parseComparison(options, requests, folder, problems);
  const probe = parseAdvice(options, problems) ?? parseProbe(options, problems);
  const tls = parseTls(options, folder, process.env, problems);
  const engine = parseEngine(options, folder, problems);
  if (engine && tls) checkEngineTls(engine, tls, problems);
  const thresholds = parseThresholds(options.thresholds, problems);
  const unknown = comparison?.kind === 'servers' ? thresholds.find(({ metric }) => metric === 'cpuPerRequest' || metric === 'eventLoopDelay' || metric === 'memory') : undefined;
  if (unknown) problems.invalid(`--thresholds has ${JSON.stringify(unknown.text)} with a server to compare with`, 'Judge CPU time, memory and the event loop by thresholds in a run of its own; the comparison judges CPU time per request itself');
  const settings: LoadSettings = {
    requests, shape, ...(tls && { tls }), ...(drive && { drive: drive.plan }),
    ...(command !== undefined && { server: { command, ...(port !== undefined && { port }) } }),
    ...(readyUrl !== undefined && { readyUrl }),
    readyTimeoutMs: durationOf(options, 'readyTimeout', problems) ?? 60_000,
    thresholds,
    expectStatus: parseExpectedStatus(options.expectStatus, problems),
    ...(comparison && { comparison }),
    ...(probe && { probe }),
    ...(engine && { engine }),
  };
  return { value: problems.found.length === 0 ? settings : undefined, diagnostics: problems.found };
}
