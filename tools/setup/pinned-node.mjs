import { spawnSync } from 'node:child_process';
import path from 'node:path';

/**
 * Path of the Node that the `node` dev dependency brings. Its binary comes from an install script;
 * where a npm version held that script back, it is run here. Falls back to the running Node, with a
 * word about it, where no binary exists for the platform.
 */
export function pinnedNode(root) {
  const node = path.join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (works(node)) return node;
  spawnSync(process.execPath, ['installArchSpecificPackage.js'], {
    cwd: path.join(root, 'node_modules', 'node'),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (works(node)) return node;
  console.warn(`The pinned Node could not be installed; going on with ${process.version}.`);
  return process.execPath;
}

function works(node) {
  return spawnSync(node, ['--version'], { stdio: 'ignore' }).status === 0;
}
