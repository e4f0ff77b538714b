import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { peakMemory } from '../lib/process-tree.mjs';
import { median, shuffled } from '../lib/statistics.mjs';
import { printTable, progress } from '../lib/table.mjs';
import { dropDatabases, makeDatabases } from './databases.mjs';

const TOOLS = ['@org/backend', 'TypeORM', '@pgkit/migra', 'pg-delta'];
const CHILD = path.join(path.dirname(fileURLToPath(import.meta.url)), 'diff-child.mjs');

/** Every tool over every size, in random order: medians of time and CPU time, as ratios to this package's in the same run. */
export async function benchMigrating({ dist, server, sizes, rounds, limit }) {
  const given = new Map();
  for (const size of sizes) {
    const rows = [];
    progress(`${size} tables: making the databases`);
    const names = await makeDatabases(server, size);
    try {
      const runs = new Map(TOOLS.map((tool) => [tool, []]));
      for (let round = 0; round < rounds; round++) {
        for (const tool of shuffled(TOOLS)) {
          // One failure is enough to know; whoever gave up on a smaller schema is not asked about a larger one.
          if (given.has(tool) || runs.get(tool).some((run) => run.failed)) continue;
          progress(`${size} tables ${round + 1}/${rounds} ${tool}`);
          runs.get(tool).push(await runChild({ BENCH_TOOL: tool, BENCH_DIST: dist, BENCH_FROM: server + names[0], BENCH_TO: server + names[1], BENCH_TABLES: String(size) }, limit));
        }
      }
      for (const tool of TOOLS) {
        rows.push(row(size, tool, given.get(tool) ?? runs.get(tool), runs.get(TOOLS[0])));
        const failed = runs.get(tool).find((run) => run.failed);
        if (failed) given.set(tool, [failed]);
      }
    } finally {
      progress('');
      await dropDatabases(server, names);
    }
    // One table after the other: the largest takes the longest.
    printTable(['tables', 'tool', 'time', 'ratio', 'CPU time', 'ratio', 'peak memory', 'statements'], rows);
    console.log();
  }
}

function row(size, tool, runs, base) {
  const failed = runs.find((run) => run.failed);
  if (failed) return [size, tool, failed.failed.slice(0, 70), '', '', '', '', ''];
  const of = (field) => median(runs.map((run) => run[field]));
  const ratio = (field) => (of(field) / median(base.map((run) => run[field]))).toFixed(2);
  return [size, tool, `${of('seconds').toFixed(2)} s`, ratio('seconds'), `${of('cpu').toFixed(2)} s`, ratio('cpu'), `${Math.round(of('peakBytes') / 2 ** 20)} MB`, of('statements')];
}

function runChild(env, limitSeconds) {
  const child = spawn(process.execPath, ['--no-warnings', CHILD], { env: { ...process.env, NODE_OPTIONS: '', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (errors = (errors + text).slice(-2000)));
  const memory = peakMemory(child.pid);
  const timer = setTimeout(() => child.kill('SIGKILL'), limitSeconds * 1000);
  return new Promise((resolve) => child.once('close', (code, signal) => {
    clearTimeout(timer);
    const peakBytes = memory.stop();
    if (signal === 'SIGKILL') resolve({ failed: `no end within ${limitSeconds} s` });
    else if (code !== 0) resolve({ failed: `failed: ${errors.split('\n').find((line) => /error/i.test(line)) ?? errors.slice(0, 100)}` });
    else resolve({ ...JSON.parse(output.slice(output.lastIndexOf('\n{') + 1)), peakBytes });
  }));
}
