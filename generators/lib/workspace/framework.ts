import path from 'node:path';
import type { Diagnostic, Result } from '../diagnostics';
import type { Framework } from '../emit/context';
import type { WorkspaceFiles } from './files';
import { readJsonObject, upward } from './files';

/** Majors there are templates for; the last is what a new project gets. */
const MAJORS: Record<Framework, readonly number[]> = { express: [4, 5], fastify: [5], koa: [3], nest: [12] };
/** The package a framework is known by, where its name is another. */
const PACKAGES: Partial<Record<Framework, string>> = { nest: '@nestjs/core' };
export const packageOf = (framework: Framework): string => PACKAGES[framework] ?? framework;
export const FRAMEWORKS = Object.keys(MAJORS) as Framework[];

/** The frameworks a folder's packages name, nearest package.json first; the first that names any decides. */
export function frameworksInUse(files: WorkspaceFiles, folder: string): Framework[] {
  const lists = upward(folder).map((f) => FRAMEWORKS.filter((framework) => declaredRange(files, f, packageOf(framework)) !== undefined));
  return lists.find((list) => list.length > 0) ?? [];
}

/**
 * The framework's major in a folder: of the installed package, else of the declared range, else the
 * newest we know. One that is older than our templates is an error; a newer one is taken for the newest.
 */
export function frameworkMajor(files: WorkspaceFiles, folder: string, framework: Framework): Result<number> {
  const known = MAJORS[framework];
  const newest = known.at(-1)!;
  const major = installedMajor(files, folder, framework) ?? declaredMajor(files, folder, framework) ?? newest;
  const diagnostics: Diagnostic[] = major >= known[0]! ? [] : [{
    code: 'BACKEND_ROUTES_FRAMEWORK_UNSUPPORTED', severity: 'error',
    message: `${framework} ${major} is installed; the generated code is for ${framework} ${known.join(' and ')}`,
    help: `Upgrade: npm install ${packageOf(framework)}@${newest}`,
  }];
  return { value: Math.min(major, newest), diagnostics };
}

/** Whether a manifest of a folder or of one above it names a package. What only happens to be installed may be gone elsewhere. */
export function isPresent(files: WorkspaceFiles, folder: string, name: string): boolean {
  return upward(folder).some((f) => declaredRange(files, f, name) !== undefined);
}

function installedMajor(files: WorkspaceFiles, folder: string, framework: Framework): number | undefined {
  const manifests = upward(folder).map((f) => readJsonObject(files, path.posix.join(f, 'node_modules', packageOf(framework), 'package.json')));
  return majorOf(manifests.find((manifest) => manifest !== undefined)?.['version']);
}

function declaredMajor(files: WorkspaceFiles, folder: string, framework: Framework): number | undefined {
  return upward(folder).map((f) => majorOf(declaredRange(files, f, packageOf(framework)))).find((major) => major !== undefined);
}

function declaredRange(files: WorkspaceFiles, folder: string, name: string): unknown {
  const manifest = readJsonObject(files, path.posix.join(folder, 'package.json'));
  return ['dependencies', 'devDependencies', 'peerDependencies']
    .map((field) => (manifest?.[field] as Record<string, unknown> | undefined)?.[name])
    .find((range) => range !== undefined);
}

/** `^5.1.0`, `~4`, `>=5 <6`, `npm:express@^4`: the first number of the version; undefined for `catalog:`, `*`, `latest`. */
function majorOf(version: unknown): number | undefined {
  if (typeof version !== 'string') return undefined;
  const match = /^(?:npm:[^@]+@|npm:@[^@]+@|workspace:)?[\^~>=v\s]*(\d+)/.exec(version);
  return match ? Number(match[1]) : undefined;
}
