import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installedModules } from './install';
import { prune, scratch } from './paths';
import { run, type Ran } from './run';

export interface Workspace {
  readonly root: string;
  /** `nx <args>` in the workspace, without daemon. */
  nx(...args: string[]): Promise<Ran>;
  write(file: string, text: string): void;
  read(file: string): string;
  remove(): void;
}

export interface WorkspaceOptions {
  /** Shows in the folder's name. */
  readonly name: string;
  /** `type` of the project's package.json: decides how its imports end. */
  readonly type?: 'module' | 'commonjs';
  /** Folder to take node_modules from; default: the shared one with everything in it. */
  readonly nodeModules?: string;
}

/** A hand-written minimal Nx workspace with one project, `apps/api`, in a folder of its own. */
export async function createWorkspace({ name, type = 'module', nodeModules }: WorkspaceOptions): Promise<Workspace> {
  const modules = nodeModules ?? (await installedModules());
  prune(scratch('workspaces'));
  const root = mkdtempSync(path.join(scratch('workspaces'), `${name}-`));
  symlinkSync(modules, path.join(root, 'node_modules'), 'dir');
  for (const [file, text] of Object.entries(workspaceFiles(type, manifestBeside(modules)))) writeIn(root, file, text);
  return {
    root,
    nx: (...args) => run('node', [path.join(root, 'node_modules', '.bin', 'nx'), ...args], { cwd: root, env: { NX_WORKSPACE_DATA_DIRECTORY: path.join(root, '.nx-data') } }),
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
