import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FsTree } from 'nx/src/generators/tree';
import { diskFiles } from '../lib/workspace';
import { treeFiles } from './tree-files';

// Followed, a link back made every generated file one of an earlier run, to be deleted.
test.each([['disk', diskFiles], ['a tree', (root: string) => treeFiles(new FsTree(root, false))]])('links on %s: those to files are files, those to folders are not followed', (_, filesOf) => {
  const root = mkdtempSync(path.join(tmpdir(), 'links-'));
  try {
    mkdirSync(path.join(root, 'src/routes'), { recursive: true });
    writeFileSync(path.join(root, 'src/users.ts'), '');
    symlinkSync('../users.ts', path.join(root, 'src/routes/users.ts'));
    symlinkSync('..', path.join(root, 'src/routes/back'));
    symlinkSync('nowhere', path.join(root, 'src/routes/broken.ts'));
    expect(filesOf(root).list('src')).toEqual(['src/routes/users.ts', 'src/users.ts']);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
