import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock';
import { packedPlugin } from './pack';
import { prune, repoRoot, scratch } from './paths';
import { run, runOrThrow } from './run';

/** Packages of a user's workspace, at the versions this repository tests against. */
export const NX_PACKAGES = ['nx', '@nx/devkit'] as const;
const FRAMEWORK_PACKAGES = [
  'express', 'express4', 'fastify', 'koa', '@koa/router', '@fastify/busboy', '@fastify/swagger', 'class-validator', 'class-transformer',
  'reflect-metadata', '@nestjs/common', '@nestjs/core', '@nestjs/platform-express', '@nestjs/platform-fastify', '@nestjs/swagger', 'rxjs', '@types/express', '@types/koa', '@types/node', 'typescript7', '@swc/core',
  'typeorm', 'pg', 'mysql2', 'sql.js', 'cors', 'helmet', 'rate-limiter-flexible', '@types/cors',
] as const;

/**
 * A node_modules folder with Nx, the frameworks and the packed plugin, made by npm and shared by
 * all workspaces of the tests. The slow part is kept between runs; the plugin is installed anew for
 * every state of the sources.
 */
export async function installedModules(): Promise<string> {
  const { tarball, digest } = await packedPlugin();
  const base = await baseModules();
  const folder = path.join(scratch('installed'), `${path.basename(base)}-${digest}`);
  await once(folder, async (fresh) => {
    prune(scratch('installed'));
    await copyTree(base, fresh);
    await npmInstall(fresh, ['--save', tarball]);
  });
  return path.join(folder, 'node_modules');
}

/** `npm install` as a user runs it. Everything it needs is in npm's cache after the first time. */
export async function npmInstall(cwd: string, args: readonly string[] = []): Promise<void> {
  const flags = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error', '--legacy-peer-deps=false'];
  await runOrThrow('npm', ['install', ...flags, ...args], { cwd, timeout: 400 });
}

/** `name@version` of installed packages as `dependencies`, aliases kept. */
export function pinned(names: readonly string[]): Record<string, string> {
  const manifest = JSON.parse(readFileSync(path.join(repoRoot, 'package.json'), 'utf8')) as Record<string, Record<string, string>>;
  const ranges = { ...manifest['dependencies'], ...manifest['devDependencies'] };
  return Object.fromEntries(names.map((name) => {
    const installed = JSON.parse(readFileSync(path.join(repoRoot, 'node_modules', name, 'package.json'), 'utf8')) as { name: string; version: string };
    const alias = ranges[name]?.startsWith('npm:');
    return [name, alias ? `npm:${installed.name}@${installed.version}` : installed.version];
  }));
}

async function baseModules(): Promise<string> {
  const dependencies = pinned([...NX_PACKAGES, ...FRAMEWORK_PACKAGES, 'typescript']);
  const key = createHash('sha256').update(JSON.stringify(dependencies)).digest('hex').slice(0, 12);
  const folder = path.join(scratch('base'), key);
  await once(folder, async (fresh) => {
    writeFileSync(path.join(fresh, 'package.json'), JSON.stringify({ name: 'workspace', private: true, dependencies }, null, 2));
    await npmInstall(fresh);
  });
  return folder;
}

/** Makes a folder under another name and gives it its own when it is complete. */
async function once(folder: string, make: (fresh: string) => Promise<void>): Promise<void> {
  if (existsSync(folder)) return;
  await withLock(`${folder}.lock`, async () => {
    if (existsSync(folder)) return;
    const fresh = `${folder}.part`;
    rmSync(fresh, { recursive: true, force: true });
    mkdirSync(fresh, { recursive: true });
    await make(fresh);
    renameSync(fresh, folder);
  });
}

/** Copies by hard links where the file system has them: npm replaces files, it never writes into them. */
async function copyTree(from: string, to: string): Promise<void> {
  const { status } = await run('cp', ['-al', `${from}/.`, to], { cwd: from });
  if (status !== 0) cpSync(from, to, { recursive: true, verbatimSymlinks: true });
}
