import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installedModules } from './install';
import { scratch } from './paths';
import { runOrThrow } from './run';
import { generatedFramework } from './server-main';
import type { Framework } from './server-main';

export interface GeneratedApp {
  /** Holds routes/, middleware/ and types/. */
  readonly src: string;
  /** What generating reported. */
  readonly diagnostics: readonly { readonly code: string; readonly severity: string; readonly message: string }[];
  /** Milliseconds of generating alone, and the process's peak memory in bytes. */
  readonly milliseconds: number;
  readonly peakBytes: number;
  readonly files: number;
  remove(): void;
}

/** `dist/` of the packed and installed plugin: what users run, and nothing rebuilds it under a test. */
export async function installedDist(): Promise<string> {
  return path.join(await installedModules(), '@org/backend/dist');
}

/** Generates without Nx, in a process of its own, from the installed package: for many or huge documents. */
export async function generateApp(entry: string, framework: Framework, options: Readonly<Record<string, unknown>> = {}): Promise<GeneratedApp> {
  const root = mkdtempSync(path.join(scratch('apps'), `${framework}-`));
  const src = path.join(root, 'src');
  mkdirSync(src, { recursive: true });
  symlinkSync(await installedModules(), path.join(root, 'node_modules'), 'dir');
  writeFileSync(path.join(root, 'package.json'), JSON.stringify({ type: options['importExtension'] === '' ? 'commonjs' : 'module' }));
  const script = path.join(__dirname, 'generate-child.cjs');
  const { stdout } = await runOrThrow('node', ['--max-old-space-size=3072', script, entry, src, JSON.stringify({ framework: generatedFramework(framework), ...options })], { cwd: root, env: { BACKEND_DIST: await installedDist() } });
  const report = JSON.parse(stdout.slice(stdout.lastIndexOf('\n{') + 1)) as Omit<GeneratedApp, 'src' | 'remove'>;
  return { ...report, src, remove: () => rmSync(root, { recursive: true, force: true }) };
}
