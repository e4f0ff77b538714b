import * as fs from 'node:fs';
import * as path from 'node:path';

const SKIPPED = /^(node_modules|dist|build|out|coverage|tmp|__tests__|__mocks__|tests?|e2e|spec|migrations|seeds?|public|bower_components|\..*)$/;
const SOURCE = /\.(ts|tsx|mts|cts|js|jsx|mjs|cjs)$/;
const NOT_SOURCE = /\.d\.[mc]?ts$|\.(test|spec|e2e-spec|min|config)\.[mc]?[jt]sx?$/;
/** Enough for any application; a directory with more is a collection of applications. */
const MOST_FILES = 5000;

/** Every source file below `root` in a fixed order, without tests, build output and installed packages. */
export function listSourceFiles(root: string): string[] {
  const found: string[] = [];
  const visit = (folder: string): void => {
    for (const entry of readFolder(folder)) {
      if (found.length >= MOST_FILES) return;
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!SKIPPED.test(entry.name)) visit(file);
      } else if (SOURCE.test(entry.name) && !NOT_SOURCE.test(entry.name)) found.push(file);
    }
  };
  if (fs.statSync(root, { throwIfNoEntry: false })?.isFile()) return [root];
  visit(root);
  return withoutCompiledTwins(found);
}

function readFolder(folder: string): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

/** `app.js` beside `app.ts` is what the compiler made of it. */
function withoutCompiledTwins(files: string[]): string[] {
  const all = new Set(files);
  return files.filter((file) => {
    const [, bare, kind] = /^(.*)\.([mc]?)jsx?$/.exec(file) ?? [];
    return bare === undefined || !(all.has(`${bare}.${kind}ts`) || all.has(`${bare}.tsx`));
  });
}
