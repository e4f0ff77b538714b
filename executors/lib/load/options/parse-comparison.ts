import path from 'node:path';
import type { LoadRequest } from '../plan/plan';
import type { LoadtestOptions } from './options';
import { durationOf } from './parse-shape';
import type { Problems } from './problems';
import type { ComparisonSettings } from './settings';

const DEFAULT_BUDGET = 60_000;
/** Between servers side by side, and between runs of different days. */
const MARGINS = { servers: 0.05, baseline: 0.2 };

/** What `compare`, `compareCommand` and their kin ask for. */
export function parseComparison(options: LoadtestOptions, requests: readonly LoadRequest[], folder: string, problems: Problems): ComparisonSettings | undefined {
  const { compare, compareRef: ref, compareBuild: build, updateBaseline: update = false } = options;
  if (compare !== undefined && (options.compareCommand ?? ref) !== undefined) problems.invalid(`--compare and --${ref === undefined ? 'compareCommand' : 'compareRef'} are both given`, 'Compare with one');
  if (ref !== undefined && options.command === undefined && options.compareCommand === undefined) problems.invalid('--compareRef is given without --command', 'Pass the command that starts the server, here and there');
  if (build !== undefined && ref === undefined) problems.invalid('--compareBuild is given without --compareRef', 'Pass the revision that it is to build');
  const command = options.compareCommand ?? (ref === undefined ? undefined : options.command);
  const isUrl = compare !== undefined && /^https?:\/\//i.test(compare);
  const isFile = compare !== undefined && !isUrl;
  if (isFile && !compare.endsWith('.json')) problems.invalid(`--compare is ${JSON.stringify(compare)}`, 'Pass an address that begins with http:// or https://, or a file that ends in .json');
  if (update && !isFile) problems.invalid('--updateBaseline is given without a file', 'Pass the file too: --compare=baseline.json --updateBaseline');
  if (compare === undefined && command === undefined && ref === undefined) {
    for (const name of ['compareMargin', 'budget'] as const) if (options[name] !== undefined && !(name === 'budget' && options.advise)) problems.invalid(`--${name} is given, but nothing to compare with`, 'Pass --compare, --compareCommand or --compareRef too');
    return undefined;
  }
  const margin = parseMargin(options.compareMargin, isFile ? MARGINS.baseline : MARGINS.servers, problems);
  const budgetMs = durationOf(options, 'budget', problems) ?? DEFAULT_BUDGET;
  if (isFile) {
    if (options.budget !== undefined) problems.invalid('--budget is given with a baseline', 'A baseline is compared with a run of --duration');
    return { kind: 'baseline', file: path.resolve(folder, compare), margin, update };
  }
  for (const name of ['duration', 'amount'] as const) if (options[name] !== undefined) problems.invalid(`--${name} is given with a server to compare with`, 'Slices are added until the comparison can tell, or --budget is over');
  if (command !== undefined && requests.some(({ url }) => !url.startsWith('/') && !url.includes('{port}'))) {
    problems.invalid(`--${ref === undefined ? 'compareCommand' : 'compareRef'} is given, but --url is a whole address`, 'Pass a path, or an address with {port}: each server has a port of its own');
  }
  return { kind: 'servers', requests: compare === undefined ? requests : otherRequests(compare, requests, problems), ...(command !== undefined && { command }), ...(ref !== undefined && { revision: { ref, ...(build !== undefined && { build }) } }), margin, budgetMs };
}

/** The same requests to the other server: to its own path where it has one, else to the same paths. */
function otherRequests(compare: string, requests: readonly LoadRequest[], problems: Problems): LoadRequest[] {
  if (!URL.canParse(compare)) {
    problems.invalid(`--compare is ${JSON.stringify(compare)}`, 'Pass an address that begins with http:// or https://');
    return [];
  }
  const { origin, pathname, search } = new URL(compare);
  const own = pathname + search;
  if (own !== '/' && requests.length > 1) problems.invalid('--compare has a path, but there are several URLs', 'Pass the address of the server alone, for the same paths');
  return requests.map((request) => ({ ...request, url: origin + (own !== '/' ? own : pathOf(request.url)) }));
}

/** `/users?a=1` of an address or a path. */
export function pathOf(url: string): string {
  return url.replace(/^https?:\/\/[^/?#]*/i, '').replace(/^(?!\/)/, '/');
}

/** `5%` or `0.05`. */
function parseMargin(given: LoadtestOptions['compareMargin'], otherwise: number, problems: Problems): number {
  if (given === undefined) return otherwise;
  const match = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(String(given).trim());
  const margin = match ? Number(match[1]) / (match[2] ? 100 : 1) : 0;
  if (margin > 0 && margin < 1) return margin;
  problems.invalid(`--compareMargin is ${JSON.stringify(given)}`, 'Pass a share below 1, or per cent: 5%, 0.05');
  return otherwise;
}
