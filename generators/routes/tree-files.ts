import { lstatSync } from 'node:fs';
import path from 'node:path';
import type { Tree } from '@nx/devkit';
import type { PlannedChange, WorkspaceFiles } from '../lib/workspace';

/** A workspace as an Nx tree sees it. */
export function treeFiles(tree: Tree): WorkspaceFiles {
  const staged = new Set(tree.listChanges().map(({ path: file }) => file));
  return {
    root: tree.root,
    read: (file) => (tree.isFile(file) ? tree.read(file) ?? undefined : undefined),
    list: (folder) => listFolder(tree, folder).sort(),
    staged: (file) => staged.has(path.posix.normalize(file)),
  };
}

/** Writes a plan into a tree. */
export function applyChanges(tree: Tree, changes: readonly PlannedChange[]): void {
  for (const { path: file, kind, content } of changes) {
    if (kind === 'delete') tree.delete(file);
    else tree.write(file, content);
  }
}

function listFolder(tree: Tree, folder: string): string[] {
  return tree.children(folder).flatMap((name) => {
    const child = path.posix.join(folder, name);
    if (tree.isFile(child)) return [child];
    // A link to a folder may lead anywhere, and back.
    return lstatSync(path.join(tree.root, child), { throwIfNoEntry: false })?.isSymbolicLink() ? [] : listFolder(tree, child);
  });
}
