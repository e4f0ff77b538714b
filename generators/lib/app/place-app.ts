import path from 'node:path';

/** Where a new application goes, or why it cannot go there. */
export type Place = { readonly name: string; readonly root: string } | { readonly problem: string };

/** Of an npm package, which it also becomes: `api`, `@acme/orders-api`. */
const NAME = /^(@[a-z0-9][a-z0-9-._]*\/)?[a-z0-9][a-z0-9-._]*$/;

/**
 * By a name (`api`), a path (`services/api`), or both.
 * @param applications folders of the workspace's applications, from its root
 * @param isFree whether a folder holds nothing
 */
export function placeApp(named: string, directory: string | undefined, projects: ReadonlySet<string>, applications: readonly string[], isFree: (folder: string) => boolean): Place {
  const isPath = !named.startsWith('@') && named.includes('/');
  const name = isPath ? path.posix.basename(path.posix.normalize(named)) : named;
  if (!NAME.test(name)) return { problem: `${JSON.stringify(named)} cannot be the name of a project: use lower-case letters, digits, "-", "." and "_", e.g. orders-api` };
  const root = path.posix.normalize(directory ?? (isPath ? named : path.posix.join(home(applications), name.replace(/^@.*\//, '')))).replace(/\/$/, '');
  if (root === '.' || root.startsWith('..') || path.posix.isAbsolute(root)) return { problem: `${root} is no folder inside of the workspace: pass --directory, e.g. --directory=apps/${name}` };
  if (projects.has(name)) return { problem: `There is a project named ${name} already. For routes in it: nx g @org/backend:routes --project=${name}` };
  if (!isFree(root)) return { problem: `${root} is not empty. Pass --directory for another folder, or for routes in it: nx g @org/backend:routes --output=${root}/src/routes` };
  return { name, root };
}

/** The folder that all applications of the workspace share; else `apps`. */
function home(applications: readonly string[]): string {
  const parents = new Set(applications.map((root) => path.posix.dirname(root)));
  const [parent] = parents;
  return parents.size === 1 && parent !== '.' ? parent! : 'apps';
}
