import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

/** Removes every `.d.ts` that the entry's own declarations do not lead to: nobody can import those modules. */
export function dropInnerDeclarations(dist, entry) {
  const reached = new Set();
  visit(path.join(dist, `${entry}.d.ts`), reached);
  for (const file of globSync('**/*.d.ts', { cwd: dist })) {
    if (!reached.has(path.join(dist, file))) rmSync(path.join(dist, file));
  }
}

function visit(file, reached) {
  if (reached.has(file) || !existsSync(file)) return;
  reached.add(file);
  for (const [, specifier] of readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']*)'/g)) {
    const target = path.resolve(path.dirname(file), specifier);
    visit(`${target}.d.ts`, reached);
    visit(path.join(target, 'index.d.ts'), reached);
  }
}
