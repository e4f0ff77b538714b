import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../../generators/lib/diagnostics';
import { generateRoutes } from '../../generators/lib/generate';
import type { RoutesOptions } from '../../generators/lib/generate';
import type { Stages } from '../../generators/lib/stages';
import { repoRoot } from './paths';

export interface SourceApp {
  /** Holds routes/, middleware/ and types/; this repository's node_modules stand above it. */
  readonly src: string;
  readonly diagnostics: readonly Diagnostic[];
  remove(): void;
}

/** Generates with this repository's sources, nothing packed or installed: for tests of what is generated, not of the package. */
export async function generateFromSource(document: string | object, options: RoutesOptions, stages?: Stages): Promise<SourceApp> {
  const parent = path.join(repoRoot, 'tmp');
  mkdirSync(parent, { recursive: true });
  const root = mkdtempSync(path.join(parent, `${options.framework}-`));
  const entry = typeof document === 'string' ? document : path.join(root, 'openapi.json');
  if (typeof document !== 'string') writeFileSync(entry, JSON.stringify(document));
  const src = path.join(root, 'src');
  writeFileSync(path.join(root, 'package.json'), JSON.stringify({ type: options.importExtension === '' ? 'commonjs' : 'module' }));
  const { value, diagnostics } = await generateRoutes(entry, options, undefined, stages);
  for (const file of value) {
    const target = path.join(src, file.path);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, file.content);
  }
  return { src, diagnostics, remove: () => rmSync(root, { recursive: true, force: true }) };
}
