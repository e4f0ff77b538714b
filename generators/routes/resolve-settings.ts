import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProjectConfiguration, Tree } from '@nx/devkit';
import { getProjects } from '@nx/devkit';
import { ROUTES_EXECUTOR } from '../lib/inference/plugin-options';
import type { RoutesSettings } from '../lib/workspace';
import { outputPlace } from '../lib/workspace';
import { noSuchProject, RoutesError } from './routes-error';
import type { RoutesGeneratorSchema } from './schema';

/** What one run of the generator is about. */
export interface ResolvedRun {
  readonly settings: RoutesSettings;
  /** The project to record the settings in; undefined: the output is in none. */
  readonly project?: { readonly name: string; readonly configuration: ProjectConfiguration };
  /** Name of the recorded target, when these routes have one. */
  readonly target?: string;
}

/** Fills in what the user left out: from the recorded target of the same routes, from the project, from where they are. */
export function resolveSettings(tree: Tree, options: RoutesGeneratorSchema): ResolvedRun {
  const cwd = relativeCwd(tree.root);
  // The prompt, which comes with --fromDb too, leaves an empty text.
  const named = options.openapi ? documentFromCwd(options.openapi, tree, cwd) : undefined;
  if (named === undefined && options.fromDb === undefined) throw new RoutesError('No OpenAPI document was named: nx g @org/backend:routes openapi.yaml, or --fromDb=… to make one of a database.');
  const wanted = options.output === undefined ? undefined : outputFromCwd(options.output, tree.root, cwd);
  const projects = getProjects(tree);
  const name = options.project ?? owner(projects, wanted) ?? owner(projects, named) ?? (projects.size === 1 ? [...projects.keys()][0] : undefined);
  const configuration = name === undefined ? undefined : projects.get(name);
  if (options.project !== undefined && !configuration) throw noSuchProject(options.project);
  const output = wanted ?? (configuration && path.posix.join(configuration.sourceRoot ?? path.posix.join(configuration.root, 'src'), 'routes'));
  if (output === undefined) throw new Error('It is not clear where the routes go: pass --project or --output, e.g. --output=apps/api/src/routes.');
  refuseSharedFolder(projects, output);
  const openapi = named ?? path.posix.join(configuration?.root ?? outputPlace(output).base, 'openapi.yaml');
  const recorded = Object.entries(configuration?.targets ?? {}).find(([, { executor, options: o }]) => executor === ROUTES_EXECUTOR && o?.output === output);
  const settings = { ...(recorded?.[1].options as Partial<RoutesSettings> | undefined), ...recordedChoices(options), openapi, output };
  return { settings, ...(configuration && { project: { name: name!, configuration } }), ...(recorded && { target: recorded[0] }) };
}

/** Only what the user chose, defaults included: `--stubs=not-implemented` overrides a recorded `example`. */
function recordedChoices(options: RoutesGeneratorSchema): Partial<RoutesSettings> {
  const { project: _project, skipPackageJson: _skip, verbose: _verbose, fromDb: _source, tables: _tables, schema: _schemas, readOnly: _readOnly, ...choices } = options;
  return Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined));
}

/** An absolute path or a `file:` URL by its path from the root: tools and shells complete to these. */
function relativeToRoot(file: string, root: string): string | undefined {
  const absolute = /^file:\/\/\//i.test(file) ? fileURLToPath(file) : file;
  return path.isAbsolute(absolute) ? path.relative(root, absolute).split(path.sep).join('/') : undefined;
}

function documentFromCwd(document: string, tree: Tree, cwd: string): string {
  if (/^https?:/i.test(document)) return document;
  return relativeToRoot(document, tree.root) ?? fromCwd(document, cwd, (file) => tree.exists(file));
}

function outputFromCwd(output: string, root: string, cwd: string): string {
  const inside = relativeToRoot(output, root);
  if (inside?.startsWith('..')) throw new RoutesError(`${output} is outside of the workspace: give a folder in it, e.g. --output=apps/api/src/routes.`);
  return inside ?? fromCwd(output, cwd, () => true);
}

/** As people type it: from the folder they are in, else from the workspace's root. */
function fromCwd(file: string, cwd: string, exists: (file: string) => boolean): string {
  const posix = file.split(path.sep).join('/');
  const here = path.posix.join(cwd, posix);
  const fromRoot = path.posix.normalize(posix);
  if (cwd === '' || fromRoot.startsWith(`${cwd}/`) || (!exists(here) && exists(fromRoot))) return fromRoot;
  return here;
}

/** The folder people are in, from the workspace's root; empty: that root, or outside of it. */
export function relativeCwd(root: string): string {
  const relative = path.relative(root, process.env['INIT_CWD'] ?? process.cwd());
  return relative.startsWith('..') || path.isAbsolute(relative) ? '' : relative.split(path.sep).join('/');
}

/** The project with the longest root that holds a path. */
function owner(projects: ReadonlyMap<string, ProjectConfiguration>, file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  const holding = [...projects].filter(([, { root }]) => root === '.' || file === root || file.startsWith(`${root}/`));
  return holding.sort(([, a], [, b]) => b.root.length - a.root.length)[0]?.[0];
}

/** Two APIs in sibling folders would replace each other's middleware/ and types/. */
function refuseSharedFolder(projects: ReadonlyMap<string, ProjectConfiguration>, output: string): void {
  const { base } = outputPlace(output);
  for (const [project, { targets = {} }] of projects) {
    for (const { executor, options } of Object.values(targets)) {
      if (executor !== ROUTES_EXECUTOR || !options?.output || options.output === output || outputPlace(options.output).base !== base) continue;
      throw new Error(`${output} would share ${base}/middleware and ${base}/types with ${options.output} of ${project}: choose a folder of its own, e.g. --output=${base}/admin/routes.`);
    }
  }
}
