import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock';
import { prune, repoRoot, scratch } from './paths';
import { runOrThrow } from './run';

const SOURCES = ['index.ts', '*.json', 'tools/build.mjs', '{generators,executors,schematics}/**/*.{ts,json}'];

/** Digest of everything that ends up in the package. */
function sourceDigest(): string {
  const hash = createHash('sha256');
  for (const file of globSync(SOURCES, { cwd: repoRoot }).sort()) {
    if (file.endsWith('.spec.ts')) continue;
    hash.update(file).update('\0').update(readFileSync(path.join(repoRoot, file))).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

let packed: Promise<{ tarball: string; digest: string }> | undefined;

/** Path of the tarball that `npm pack` makes of the present sources; built once for all test files. */
export function packedPlugin(): Promise<{ tarball: string; digest: string }> {
  return (packed ??= pack());
}

async function pack(): Promise<{ tarball: string; digest: string }> {
  const digest = sourceDigest();
  const folder = path.join(scratch('packed'), digest);
  const tarball = path.join(folder, 'org-backend.tgz');
  if (existsSync(tarball)) return { tarball, digest };
  await withLock(path.join(scratch(), 'pack.lock'), async () => {
    if (existsSync(tarball)) return;
    prune(scratch('packed'));
    mkdirSync(folder, { recursive: true });
    await runOrThrow('node', ['tools/build.mjs', '--no-check'], { cwd: repoRoot });
    const { stdout } = await runOrThrow('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], { cwd: repoRoot });
    renameSync(path.join(folder, packedName(stdout)), tarball);
  });
  return { tarball, digest };
}

/** npm before 12 prints an array of packages, 12 an object by name. */
function packedName(stdout: string): string {
  const report = JSON.parse(stdout) as { filename: string }[] | Record<string, { filename: string }>;
  const first = Object.values(report)[0];
  if (first === undefined) throw new Error(`npm pack: ${stdout}`);
  return path.basename(first.filename);
}
