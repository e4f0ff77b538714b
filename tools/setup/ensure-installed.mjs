import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Installs when node_modules is missing or does not hold what package-lock.json asks for.
 *
 * Not by `npm ci`: from 11.16 on it refuses a lockfile that lacks optional packages of other
 * platforms (npm/cli#9846). `npm install --no-save` follows the lockfile without writing it, and
 * what it installed is compared with the lockfile afterwards.
 */
export function ensureInstalled(root) {
  const reason = whatIsMissing(root);
  if (reason === undefined) return;
  console.log(`Installing dependencies (${reason}) …`);
  const npm = process.env.npm_execpath;
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  const { status } = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
  const left = whatIsMissing(root);
  if (left === undefined) return;
  console.error(`npm installed something else than package-lock.json asks for: ${left}`);
  process.exit(1);
}

/** Says why node_modules does not match the lockfile, or undefined when it does. */
export function whatIsMissing(root) {
  // npm writes what it installed into this hidden lockfile.
  const installedFile = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return 'node_modules is missing';
  const wanted = readPackages(path.join(root, 'package-lock.json'));
  const installed = readPackages(installedFile);
  for (const [place, entry] of Object.entries(wanted)) {
    // Optional packages for other platforms are rightly absent.
    if (place === '' || entry.optional || entry.devOptional || entry.link) continue;
    if (installed[place]?.version !== entry.version) return `${place} should be ${entry.version}`;
  }
  return undefined;
}

function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}
