import { posix } from 'node:path';
import type { TargetConfiguration } from '@nx/devkit';
import { ROUTES_CHECK_EXECUTOR, ROUTES_EXECUTOR, ROUTES_SYNC } from './plugin-options';

/** The options that decide what a target reads. */
interface RecordedOptions {
  readonly openapi: string;
  readonly output: string;
  readonly [option: string]: unknown;
}

/** A `routes` target that regenerates, for a project whose options are not recorded. */
export function routesTarget(options: RecordedOptions): TargetConfiguration {
  return {
    executor: ROUTES_EXECUTOR,
    options,
    syncGenerators: [ROUTES_SYNC],
    metadata: {
      description: `Generate routes from ${posix.basename(options.openapi)} again`,
      technologies: technologies(options),
      help: { command: 'npx nx g @org/backend:routes --help', example: { options: { stubs: 'example' } } },
    },
  };
}

/**
 * The `routes-check` target of a `routes` target: cached by everything the comparison reads.
 * @param sources input patterns of the document's files, where there are more than the entry
 */
export function routesCheckTarget(options: RecordedOptions, project: string, targetName: string, sources: readonly string[] = []): TargetConfiguration {
  return {
    executor: ROUTES_CHECK_EXECUTOR,
    options,
    cache: true,
    inputs: [...new Set([...documentInputs(options.openapi), ...sources, ...outputInputs(options.output), ...CONFIGURATION])],
    outputs: [`{workspaceRoot}/reports/{projectName}/${targetName}`],
    metadata: {
      description: `Report drift between ${posix.basename(options.openapi)}, the generated code and its handlers`,
      technologies: technologies(options),
      help: { command: `npx nx run ${project}:${targetName} --help`, example: { options: { json: true } } },
    },
  };
}

/** What decides on formatting, endings of imports and the framework's version. */
const CONFIGURATION = [
  '{workspaceRoot}/package.json', '{projectRoot}/package.json',
  '{workspaceRoot}/tsconfig*.json', '{projectRoot}/tsconfig*.json',
  '{workspaceRoot}/.prettierrc*', '{workspaceRoot}/prettier.config.*', '{projectRoot}/**/.prettierrc*',
  '{workspaceRoot}/.prettierignore', '{workspaceRoot}/.editorconfig',
];

function documentInputs(openapi: string): string[] {
  const folder = posix.dirname(openapi);
  // Beside the entry may be files it refers to; at the workspace's root that would be everything.
  return folder === '.' ? [`{workspaceRoot}/${openapi}`] : [`{workspaceRoot}/${openapi}`, `{workspaceRoot}/${folder}/**/*.{yaml,yml,json}`];
}

function outputInputs(output: string): string[] {
  const base = posix.dirname(posix.normalize(output));
  const at = (folder: string): string => `{workspaceRoot}/${posix.join(base, folder)}/**/*`;
  return [`{workspaceRoot}/${posix.normalize(output)}/**/*`, at('middleware'), at('types')];
}

function technologies({ framework }: RecordedOptions): string[] {
  return ['openapi', ...(typeof framework === 'string' ? [framework] : [])];
}
