import path from 'node:path';

/** Where a new application goes, or why it cannot go there. */
export type Place = { readonly name: string; readonly root: string } | { readonly problem: string };

/** Of an npm package, which it also becomes: `api`, `@acme/orders-api`. */
const NAME = /^(@[a-z0-9][a-z0-9-._]*\/)?[a-z0-9][a-z0-9-._]*$/;

/** What stands in a workspace. */
export interface Neighbours {
  /** Names of its projects. */
  readonly projects: ReadonlySet<string>;
  /** Folders of its applications, from its root. */
  readonly applications: readonly string[];
  /** Whether a folder is one of the package manager's workspaces. */
  readonly isMember: (folder: string) => boolean;
  /** Whether it holds nothing. */
  readonly isFree: (folder: string) => boolean;
}

/** By a name (`api`), a path (`services/api`), or both. */
export function placeApp(named: string, directory: string | undefined, { projects, applications, isMember, isFree }: Neighbours): Place {
  const isPath = !named.startsWith('@') && named.includes('/');
  const name = isPath ? path.posix.basename(path.posix.normalize(named)) : named;
  if (!NAME.test(name)) return { problem: `${JSON.stringify(named)} cannot be the name of a project: use lower-case letters, digits, "-", "." and "_", e.g. orders-api` };
  const root = path.posix.normalize(directory ?? (isPath ? named : path.posix.join(home(applications, isMember), name.replace(/^@.*\//, '')))).replace(/\/$/, '');
  if (root === '.' || root.startsWith('..') || path.posix.isAbsolute(root)) return { problem: `${root} is no folder inside of the workspace: pass --directory, e.g. --directory=apps/${name}` };
  if (projects.has(name)) return { problem: `There is a project named ${name} already. For routes in it: nx g @org/backend:routes --project=${name}` };
  if (!isFree(root)) return { problem: `${root} is not empty. Pass --directory for another folder, or for routes in it: nx g @org/backend:routes --output=${root}/src/routes` };
  return { name, root };
}

/** The folder that all applications of the workspace share; else the one where its package manager looks for them; else `apps`. */
function home(applications: readonly string[], isMember: (folder: string) => boolean): string {
  const parents = new Set(applications.map((root) => path.posix.dirname(root)));
  const [parent] = parents;
  if (parents.size === 1 && parent !== '.') return parent!;
  return ['apps', 'packages'].find((folder) => isMember(`${folder}/any`)) ?? 'apps';
}
