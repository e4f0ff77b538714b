/** Fails when a file names a place on somebody's machine or a registry host: neither holds anywhere else. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const FORBIDDEN = [
  // The input that breaks: a path pasted from a terminal.
  /(?<![\w.}/-])\/(?:root|work|tmp|(?:home|Users|private)\/[\w.-]+)\/[\w.-]+/,
  /"resolved": "https?:/,
  /\bregistry\.[\w.-]+\.\w+/,
];
const EXEMPT = new Set(['tools/checks/plain-text.mjs']);
const TEXT = /\.(?:[cm]?[jt]s|json|md|ya?ml|html|txt|npmrc)$|(?:^|\/)(?:LICENSE|run|\.npmrc|\.gitignore)$/;

const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8', maxBuffer: 1 << 28 })
  .split('\n')
  .filter((file) => TEXT.test(file) && !EXEMPT.has(file));

let found = 0;
for (const file of tracked) {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    continue; // deleted, not yet committed
  }
  text.split('\n').forEach((line, index) => {
    const hit = FORBIDDEN.map((pattern) => pattern.exec(line)?.[0]).find(Boolean);
    if (hit === undefined) return;
    console.error(`${file}:${index + 1}: ${hit}`);
    found++;
  });
}
console.log(`${tracked.length} files name no machine path and no registry host${found ? `, but for ${found} lines` : ''}`);
process.exit(found === 0 ? 0 : 1);
