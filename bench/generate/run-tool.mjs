import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { peakMemory } from '../lib/process-tree.mjs';

/**
 * Runs one generator once, in an empty folder.
 * @returns seconds, peak resident memory of its process tree in bytes, bytes written; or why it failed
 */
export async function runTool(tool, context, limitSeconds = 180) {
  rmSync(context.out, { recursive: true, force: true });
  mkdirSync(context.out, { recursive: true });
  const start = performance.now();
  const child = spawn(process.execPath, tool.command(context), { cwd: context.out, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output = (output + text).slice(-4000)));
  const memory = peakMemory(child.pid);
  const timer = setTimeout(() => child.kill('SIGKILL'), limitSeconds * 1000);
  const [code, signal] = await new Promise((resolve) => child.once('close', (...ended) => resolve(ended)));
  clearTimeout(timer);
  const seconds = (performance.now() - start) / 1000;
  const peakBytes = memory.stop();
  const bytes = folderSize(context.out);
  if (code !== 0) return { failed: signal === 'SIGKILL' ? `no end within ${limitSeconds} s` : lastLine(output), seconds };
  return bytes < 1000 ? { failed: `wrote nothing: ${lastLine(output)}`, seconds } : { seconds, peakBytes, bytes };
}

function folderSize(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
}

function lastLine(output) {
  const lines = output.split('\n').map((line) => line.trim()).filter(Boolean);
  return (lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? 'no output').slice(0, 160);
}
