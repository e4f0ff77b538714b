import type { Tree } from '@nx/devkit';
import { updateJson } from '@nx/devkit';

/** Adds a project to those that the workspace's tsconfig.json refers to. */
export function referTo(tree: Tree, root: string): void {
  updateJson(tree, 'tsconfig.json', (json: { references: { path: string }[] }) => ({ ...json, references: [...json.references, { path: `./${root}` }] }));
}
