import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installedModules, npmInstall } from './install';
import { prune, scratch } from './paths';
import { run, type Ran } from './run';

export interface Workspace {
  readonly root: string;
  /** `nx <args>` in the workspace, without daemon. */
  nx(...args: string[]): Promise<Ran>;
  /** The same, typed in a folder of it. */
  nxIn(folder: string, ...args: string[]): Promise<Ran>;
  /** The same with more environment. */
  nxWith(env: Readonly<Record<string, string>>, ...args: string[]): Promise<Ran>;
  write(file: string, text: string): void;
  read(file: string): string;
  remove(): void;
}

export interface WorkspaceOptions {
  /** Shows in the folder's name. */
  readonly name: string;
  /** `type` of the project's package.json: decides how its imports end. */
  readonly type?: 'module' | 'commonjs';
  /** Install these packages by npm into the workspace itself, instead of sharing the folder with everything in it. */
  readonly install?: { readonly dependencies: Readonly<Record<string, string>>; readonly packages: readonly string[] };
}

/** A hand-written minimal Nx workspace with one project, `apps/api`, in a folder of its own. */
export async function createWorkspace({ name, type = 'module', install }: WorkspaceOptions): Promise<Workspace> {
  prune(scratch('workspaces'));
  const root = mkdtempSync(path.join(scratch('workspaces'), `${name}-`));
  const modules = install ? undefined : await installedModules();
  const manifest = modules === undefined ? { dependencies: install?.dependencies } : manifestBeside(modules);
  for (const [file, text] of Object.entries(workspaceFiles(type, manifest))) writeIn(root, file, text);
  if (modules === undefined) await npmInstall(root, ['--save-dev', ...(install?.packages ?? [])]);
  else symlinkSync(modules, path.join(root, 'node_modules'), 'dir');
  const nx = (env: Readonly<Record<string, string>>, args: readonly string[], folder = '.') =>
    run('node', [path.join(root, 'node_modules', '.bin', 'nx'), ...args], { cwd: path.join(root, folder), env: { NX_WORKSPACE_DATA_DIRECTORY: path.join(root, '.nx-data'), ...env } });
  return {
    root,
    nx: (...args) => nx({}, args),
    nxIn: (folder, ...args) => nx({}, args, folder),
    nxWith: (env, ...args) => nx(env, args),
    write: (file, text) => writeIn(root, file, text),
    read: (file) => readFileSync(path.join(root, file), 'utf8'),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** The files of a minimal workspace, by path. */
export function workspaceFiles(type: 'module' | 'commonjs', manifest: Record<string, unknown>): Record<string, string> {
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  return {
    'package.json': json({ ...manifest, name: 'workspace', private: true }),
    'nx.json': json({ analytics: false, neverConnectToCloud: true }),
    'apps/api/project.json': json({ name: 'api', root: 'apps/api', sourceRoot: 'apps/api/src', projectType: 'application', targets: {} }),
    'apps/api/package.json': json({ name: 'api', private: true, type }),
    'apps/api/tsconfig.json': json({
      compilerOptions: { target: 'es2022', module: 'nodenext', moduleResolution: 'nodenext', strict: true, types: ['node'] },
      include: ['src'],
    }),
    '.gitignore': 'node_modules\n.nx\n.nx-data\n',
  };
}

function manifestBeside(modules: string): Record<string, unknown> {
  return JSON.parse(readFileSync(path.join(path.dirname(modules), 'package.json'), 'utf8')) as Record<string, unknown>;
}

function writeIn(root: string, file: string, text: string): void {
  const target = path.join(root, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}
