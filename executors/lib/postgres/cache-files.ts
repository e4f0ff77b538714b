import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** `$BACKEND_CACHE_DIR`, else the user's cache folder (XDG base directory specification). */
function cacheFolder(): string {
  return process.env['BACKEND_CACHE_DIR'] ?? path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'org-backend');
}

/** What is kept under a name between runs; undefined where nothing is. */
export function readCached(name: string): Buffer<ArrayBuffer> | undefined {
  const file = path.join(cacheFolder(), name);
  try {
    const bytes = readFileSync(file);
    // Old ones are those that nobody has read for long.
    utimesSync(file, new Date(), new Date());
    return bytes;
  } catch {
    return undefined;
  }
}

/**
 * Keeps bytes under a name, for the user's eyes only. Two runs at once may write; each reader sees a
 * whole file. A cache that cannot be written is no error.
 * @param siblings how many files of the same first word (`replay-…`) stay: the latest ones
 */
export function writeCached(name: string, bytes: Uint8Array, siblings = Infinity): void {
  const folder = cacheFolder();
  const fresh = path.join(folder, `${name}.${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(fresh, bytes, { mode: 0o600 });
    renameSync(fresh, path.join(folder, name));
    if (siblings !== Infinity) prune(folder, `${name.split('-', 1)[0]!}-`, siblings);
  } catch {
    // Slower next time, nothing worse.
  }
}

function prune(folder: string, prefix: string, keep: number): void {
  const files = readdirSync(folder).filter((name) => name.startsWith(prefix));
  if (files.length <= keep) return;
  const dated = files.map((name) => ({ name, time: statSync(path.join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0 }));
  for (const { name } of dated.sort((a, b) => b.time - a.time).slice(keep)) rmSync(path.join(folder, name), { force: true });
}

/** A name for what these values decide, in hexadecimal. */
export function digestOf(...values: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 32);
}

/** Version of the embedded PostgreSQL's package. */
export function embeddedVersion(): string {
  // Its `exports` hide its package.json; the entry stands one folder below.
  const manifest = path.join(path.dirname(require.resolve('@electric-sql/pglite')), '..', 'package.json');
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}

const digests = new Map<string, string>();

/** Of our own code in a folder: what it made is not taken for what it would make after a change. */
export function codeDigest(folder: string): string {
  const known = digests.get(folder);
  if (known !== undefined) return known;
  const hash = createHash('sha256');
  for (const file of filesOf(folder)) hash.update(file).update(readFileSync(path.join(folder, file)));
  const digest = hash.digest('hex');
  digests.set(folder, digest);
  return digest;
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /(?<!\.spec|\.d)\.[jt]s$/.test(file)).sort();
}
