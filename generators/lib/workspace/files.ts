import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { ExistingFiles } from '../merge';

/** A workspace's files, on disk or in an Nx tree. Paths are posix and relative to the root; `.` is the root itself. */
export interface WorkspaceFiles extends ExistingFiles {
  /** Absolute path of the workspace. */
  readonly root: string;
  /** True for a file that is not, or not so, on disk yet. */
  staged?(file: string): boolean;
}

/** The files of a workspace as they stand on disk. */
export function diskFiles(root: string): WorkspaceFiles {
  return {
    root,
    read: (file) => {
      const absolute = path.join(root, file);
      return statSync(absolute, { throwIfNoEntry: false })?.isFile() ? readFileSync(absolute) : undefined;
    },
    list: (folder) => listFolder(path.join(root, folder)).map((file) => path.posix.join(folder, file)).sort(),
  };
}

/** A file's text, or undefined when there is none. */
export function readText(files: ExistingFiles, file: string): string | undefined {
  const bytes = files.read(file);
  return bytes && Buffer.from(bytes).toString('utf8').replace(/^\uFEFF/, '');
}

/** A JSON file's object; undefined when it is missing or no JSON. */
export function readJsonObject(files: ExistingFiles, file: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(readText(files, file) ?? '');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** A folder and those above it up to the workspace's root, nearest first: `apps/api`, `apps`, `.`. */
export function upward(folder: string): string[] {
  const all = [path.posix.normalize(folder).replace(/\/$/, '')];
  while (all.at(-1) !== '.') all.push(path.posix.dirname(all.at(-1)!));
  return all;
}

function listFolder(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    // A link to a file is one; a link to a folder may lead anywhere, and back.
    if (entry.isDirectory()) return listFolder(path.join(folder, entry.name)).map((file) => `${entry.name}/${file}`);
    return statSync(path.join(folder, entry.name), { throwIfNoEntry: false })?.isFile() ? [entry.name] : [];
  });
}
