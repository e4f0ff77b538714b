import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * A source of `--fromDb` whose path is meant from the folder people are in, by its path from the
 * workspace's root: `--fromDb=src/data-source.ts#main`, typed in apps/api. What is found from the root
 * alone, connections and variables stay as they are.
 * @param cwd relative to the root; empty: the root itself
 */
export function sourceFromCwd(source: string, root: string, cwd: string): string {
  if (cwd === '' || /^[a-z][a-z0-9+.-]+:\/\//i.test(source)) return source;
  const [, prefix = '', file = '', name = ''] = /^((?:entities|migrations|sqlite3?|file|env):)?(.*?)(#[\w$]+)?$/s.exec(source) ?? [];
  if (prefix === 'env:' || path.isAbsolute(file)) return source;
  return existsSync(path.join(root, cwd, file)) ? prefix + path.posix.join(cwd, file.split(path.sep).join('/')) + name : source;
}
