import { existsSync } from 'node:fs';
import path from 'node:path';
import { median, shuffled } from '../lib/statistics.mjs';
import { printTable, progress } from '../lib/table.mjs';
import { runTool } from './run-tool.mjs';
import { TOOLS } from './tools.mjs';

const DOCUMENTS = { GitHub: 'github-api.github.com.json', Discord: 'discord.json', OpenAI: 'openai.yaml' };

/**
 * Table (a): every generator over every document, `rounds` times in random order, as median time and
 * as a ratio to openapi-typescript alone in the same run.
 */
export async function benchGenerating({ root, bench, specs, rounds }) {
  const rows = [];
  for (const [name, file] of Object.entries(DOCUMENTS)) {
    const document = path.join(specs, file);
    if (!existsSync(document)) {
      console.log(`${name}: skipped, ${file} is not there (set BACKEND_SPECS)`);
      continue;
    }
    const runs = await measure({ root, bench, document, rounds });
    const base = medianOf(runs.get('openapi-typescript'), 'seconds');
    for (const tool of TOOLS) rows.push(row(name, tool, runs.get(tool.name), base));
  }
  printTable(['document', 'generator', 'writes', 'time', '× openapi-typescript', 'peak memory', 'output'], rows);
}

async function measure({ root, bench, document, rounds }) {
  const runs = new Map(TOOLS.map((tool) => [tool.name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const tool of shuffled(TOOLS)) {
      // One failure is enough to know.
      if (runs.get(tool.name).some((run) => run.failed)) continue;
      progress(`${path.basename(document)} ${round + 1}/${rounds} ${tool.name}`);
      const out = path.join(bench, 'out', 'generated', tool.name.replace(/\W+/g, '-'));
      runs.get(tool.name).push(await runTool(tool, { root, bench, document, out }));
    }
  }
  progress('');
  return runs;
}

function row(document, tool, runs, base) {
  const failed = runs.find((run) => run.failed);
  if (failed) return [document, tool.name, tool.note, 'failed', failed.failed.slice(0, 60), '', ''];
  const seconds = medianOf(runs, 'seconds');
  return [
    document, tool.name, tool.note, `${seconds.toFixed(1)} s`, (seconds / base).toFixed(2),
    `${Math.round(medianOf(runs, 'peakBytes') / 2 ** 20)} MB`, `${(medianOf(runs, 'bytes') / 2 ** 20).toFixed(1)} MB`,
  ];
}

const medianOf = (runs, field) => median(runs.map((run) => run[field]));
