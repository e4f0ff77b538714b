import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** A program of the workspace's packages, else of PATH; undefined where there is none. */
export function findProgram(name: string, root: string): string | undefined {
  const folders = [path.join(root, 'node_modules/.bin'), ...(process.env['PATH'] ?? '').split(path.delimiter).filter(Boolean)];
  const endings = process.platform === 'win32' ? ['.cmd', '.exe'] : [''];
  return folders.flatMap((folder) => endings.map((ending) => path.join(folder, name + ending))).find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
