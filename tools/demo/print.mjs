import { spawnSync } from 'node:child_process';
import path from 'node:path';

const colour = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code, text) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);

export const bold = (text) => paint(1, text);
export const dim = (text) => paint(2, text);
export const green = (text) => paint(32, text);
export const red = (text) => paint(31, text);

export function headline(text) {
  console.log(`\n${bold(text)}\n`);
}

export function note(text) {
  console.log(`  ${text}`);
}

/**
 * Runs a program of the workspace and shows only the lines that match; everything when it fails,
 * which ends the demo.
 */
export function runQuietly(program, args, cwd, { show } = {}) {
  const bin = path.join(cwd, 'node_modules', '.bin');
  // What `npm run` put into the environment is about this repository, not about the workspace.
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_(package|lifecycle)_|npm_config_(local_)?prefix$|INIT_CWD$)/.test(name)));
  const env = { ...own, PATH: `${bin}${path.delimiter}${process.env.PATH}`, NX_DAEMON: 'false', NX_NO_CLOUD: 'true', NX_TUI: 'false', FORCE_COLOR: '0', NO_COLOR: '1' };
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, env, encoding: 'utf8', shell: process.platform === 'win32' });
  if (status !== 0) {
    console.error(`${program} ${args.join(' ')} failed${error ? `: ${error.message}` : ''}\n${stdout ?? ''}\n${stderr ?? ''}`);
    process.exit(1);
  }
  if (show) for (const line of summarize(stdout.split('\n').filter((l) => show.test(l)))) note(dim(`  ${line}`));
  return stdout;
}

/** The first lines, and how many more there are. */
function summarize(lines, most = 8) {
  return lines.length <= most ? lines : [...lines.slice(0, most), `… and ${lines.length - most} more`];
}
