import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { LoadtestOptions } from '../options/options';
import { collectProblems } from '../options/problems';
import type { LoadReport, ReportHead } from '../report/report';
import { parseExpectedStatus } from '../verdict/expected-status';
import { errorRate } from '../verdict/judge';
import { parseThresholds } from '../verdict/parse-threshold';
import { judgeRun } from '../verdict/verdict';
import type { Shard } from './hdr-file';
import { parseHdr } from './hdr-file';
import { mergeShards } from './merge-shards';

const TOGETHER = new Set(['merge', 'thresholds', 'expectStatus', 'timeout', 'json']);

/** Judges what shards of one load measured on several machines, in place of a load. */
export function runMerge(options: LoadtestOptions, head: Omit<ReportHead, 'requests' | 'shape'>, root: string): LoadReport {
  const problems = collectProblems();
  for (const [name, value] of Object.entries(options)) if (value !== undefined && !TOGETHER.has(name)) problems.invalid(`--${name} is given with --merge, which sends nothing`, 'Leave it out');
  const thresholds = parseThresholds(options.thresholds, problems);
  const expectStatus = parseExpectedStatus(options.expectStatus, problems);
  const files = [options.merge ?? []].flat().flatMap((text) => text.split(',')).map((text) => text.trim()).filter(Boolean);
  if (files.length === 0) problems.invalid('--merge names no file', 'Pass the latency.hdr of each shard: --merge=a.hdr,b.hdr');
  const shards = files.flatMap((file): Shard[] => {
    const shard = readShard(path.resolve(root, file));
    if (typeof shard !== 'string') return [shard];
    problems.invalid(`--merge names ${JSON.stringify(file)}: ${shard}`, 'Pass files that load tests wrote beside their report.json');
    return [];
  });
  if (problems.found.length > 0) return { ...head, ok: false, verdict: 'fail', reasons: problems.found.map(({ message }) => message), requests: [], thresholds: [], diagnostics: problems.found };
  const measurement = mergeShards(shards);
  // Timeouts waited for as long as they were given at the shards; a limit above that is no limit of theirs.
  const judged = { measurement, expectStatus, timeoutMs: 0 };
  const { outcome, reasons, thresholds: all } = judgeRun(judged, thresholds);
  const rate = errorRate(judged);
  return { ...head, ok: outcome === 'pass', verdict: outcome, reasons, requests: [], measurement, ...(rate !== undefined && { errorRate: rate }), thresholds: all, diagnostics: [] };
}

function readShard(file: string): Shard | string {
  try {
    return parseHdr(readFileSync(file, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? 'it does not exist' : `it cannot be read (${code})`;
  }
}
