import path from 'node:path';
import type { DirEntry, Tree } from '@angular-devkit/schematics';
import type { PlannedChange, WorkspaceFiles } from '../../generators/lib/workspace';

/** A workspace as a schematic's tree sees it. */
export function treeFiles(tree: Tree, root: string): WorkspaceFiles {
  return {
    root,
    read: (file) => (tree.exists(file) ? tree.read(file) ?? undefined : undefined),
    list: (folder) => filesIn(tree.getDir(folder)).map((file) => path.posix.relative('/', file)).sort(),
    staged: (file) => tree.actions.some((action) => path.posix.relative('/', action.path) === path.posix.normalize(file)),
  };
}

/** Puts a plan into a tree; the engine writes it, or prints it under `--dry-run`. */
export function applyChanges(tree: Tree, changes: readonly PlannedChange[]): void {
  for (const { path: file, kind, content } of changes) {
    if (kind === 'delete') tree.delete(file);
    else if (tree.exists(file)) tree.overwrite(file, content);
    else tree.create(file, content);
  }
}

function filesIn(folder: DirEntry): string[] {
  const own = folder.subfiles.map((name) => path.posix.join(folder.path, name));
  return [...own, ...folder.subdirs.filter((name) => name !== 'node_modules').flatMap((name) => filesIn(folder.dir(name)))];
}
