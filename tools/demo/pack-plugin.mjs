import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from '../build.mjs';
import { note, runQuietly } from './print.mjs';

/** Builds the package and packs it as it would be published; returns the tarball's path. */
export function buildAndPack(root) {
  if (!build({ check: false })) process.exit(1);
  const folder = path.join(root, 'tmp', 'demo-pack');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  note('$ npm pack');
  runQuietly('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], root);
  return path.join(folder, readdirSync(folder)[0]);
}
