/**
 * Runs a task of this repository after making sure that what it needs is there:
 * `node tools/with-setup.mjs <task> [arguments]` with a task from tools/tasks/.
 *
 * It starts under whatever Node the machine has (a fresh clone has no other), installs, and goes on
 * under the Node that package.json pins.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './setup/ensure-installed.mjs';
import { pinnedNode } from './setup/pinned-node.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const [task, ...args] = process.argv.slice(2);
const script = path.join(root, 'tools', 'tasks', `${task}.mjs`);
if (task === undefined || !existsSync(script)) {
  console.error(`with-setup: no task ${JSON.stringify(task)} in tools/tasks/`);
  process.exit(2);
}

ensureInstalled(root);
const node = pinnedNode(root);
const env = { ...process.env, PATH: `${path.join(root, 'node_modules', '.bin')}${path.delimiter}${process.env.PATH}` };
const { status, signal } = spawnSync(node, [script, ...args], { cwd: root, stdio: 'inherit', env });
if (signal) process.kill(process.pid, signal);
process.exit(status ?? 1);
