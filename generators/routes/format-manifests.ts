import path from 'node:path';
import type { Tree } from '@nx/devkit';
import { workspaceFormatter } from '../lib/format/formatter';

const MANIFEST = /(^|\/)(nx|project|package)\.json$/;

/**
 * Formats the manifests that a run has changed, as the workspace's prettier does; code of routes is formatted when it is planned.
 * @param others files that were written too
 */
export async function formatManifests(tree: Tree, others: readonly string[] = []): Promise<void> {
  const formatter = workspaceFormatter(tree.root, (file) => tree.read(file, 'utf-8') ?? undefined);
  const changed = tree.listChanges().filter(({ path: file, type, content }) => type !== 'DELETE' && content !== null && (MANIFEST.test(file) || others.includes(file)));
  await Promise.all(changed.map(async ({ path: file, content }) => {
    tree.write(file, await formatter.format(path.join(tree.root, file), content!.toString('utf8')));
  }));
  await formatter.close();
}
