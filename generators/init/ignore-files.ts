import path from 'node:path';
import type { Tree } from '@nx/devkit';

/** Adds lines to an ignore file where they are missing; nothing is removed or reordered. */
export function ensureIgnored(tree: Tree, file: string, lines: readonly string[]): void {
  const text = tree.read(file, 'utf-8') ?? '';
  const plain = (line: string): string => line.trim().replace(/^\//, '').replace(/\/$/, '');
  const present = new Set(text.split(/\r\n|\r|\n/).map(plain));
  const missing = lines.filter((line) => !present.has(plain(line)));
  if (missing.length === 0) return;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = text === '' || /[\r\n]$/.test(text) ? '' : newline;
  tree.write(file, text + gap + missing.join(newline) + newline);
}

/**
 * Keeps prettier off the generated files that stay as our printer wrote them, in a workspace that uses prettier.
 * @param base folder that holds middleware/ and types/
 * @param files such files outside middleware/validators/
 */
export function ignoreGenerated(tree: Tree, base: string, files: readonly string[] = GENERATED.map((file) => path.posix.join(base, file))): void {
  if (!tree.exists('.prettierignore') && !usesPrettier(tree)) return;
  ensureIgnored(tree, '.prettierignore', [`${path.posix.join('/', base, 'middleware/validators')}/`, ...files.map((file) => path.posix.join('/', file))]);
}

/** What a run always leaves as it was printed. */
const GENERATED = ['middleware/validators.ts', 'types/openapi.json', 'types/openapi.ts'];

function usesPrettier(tree: Tree): boolean {
  try {
    const { dependencies, devDependencies } = JSON.parse(tree.read('package.json', 'utf-8') ?? '{}') as Record<string, object | undefined>;
    return 'prettier' in { ...dependencies, ...devDependencies };
  } catch {
    return false;
  }
}
