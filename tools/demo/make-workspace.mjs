import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { note, runQuietly } from './print.mjs';

/** Copies the example workspace and installs it with the packed plugin, as `nx add` would from a registry. */
export function makeWorkspace(examples, workspace, tarball) {
  if (existsSync(workspace)) {
    // node_modules stays: only the plugin changes between two demos.
    for (const name of readdirSync(workspace)) {
      if (name !== 'node_modules' && name !== 'package-lock.json') rmSync(path.join(workspace, name), { recursive: true, force: true });
    }
  }
  mkdirSync(workspace, { recursive: true });
  cpSync(examples, workspace, { recursive: true, filter: (from) => !/[\\/](node_modules|dist|\.nx)$/.test(from) });
  note('$ npm install --save-dev @org/backend     (the tarball; the rest comes from the npm registry)');
  const flags = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  runQuietly('npm', ['install', ...flags, '--save-dev', tarball], workspace);
  note('$ npx nx g @org/backend:init');
  runQuietly('nx', ['g', '@org/backend:init'], workspace, { show: /^(CREATE|UPDATE)/ });
}
