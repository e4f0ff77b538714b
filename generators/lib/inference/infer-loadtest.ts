import type { TargetConfiguration } from '@nx/devkit';
import type { BackendPluginOptions } from './plugin-options';
import { LIVE_RUN, LOADTEST_EXECUTOR } from './plugin-options';
import type { ProjectManifest } from './project-manifest';

/** Executors whose `serve` runs until it is ended, which project.json need not say. */
const CONTINUOUS = new Set(['@nx/js:node', '@nx/webpack:dev-server', '@nx/rspack:dev-server', '@nx/vite:dev-server']);

/** Where servers listen by custom, ours too. */
const DEFAULT_PORT = 3000;

/**
 * The `loadtest` target of a project with a document and a `serve` target that runs until it is ended: all
 * operations of the document against that server. Of a target that the project records itself, only what
 * makes it cached is inferred.
 * @param document relative to the workspace's root
 */
export function inferLoadtest({ name, targets }: ProjectManifest, document: string | undefined, options: BackendPluginOptions | undefined): Record<string, TargetConfiguration> {
  const targetName = options?.loadtestTargetName ?? 'loadtest';
  const recorded = targets[targetName];
  if (recorded && recorded.executor !== LOADTEST_EXECUTOR) return {};
  const { serve } = targets;
  const serves = serve !== undefined && (serve.continuous ?? CONTINUOUS.has(serve.executor ?? ''));
  if (!recorded && (document === undefined || !serves)) return {};
  const common = {
    executor: LOADTEST_EXECUTOR,
    cache: !loadsElsewhere(recorded?.options ?? {}),
    // What it serves is what is measured: its sources, those of libraries it imports, and what is installed.
    inputs: ['default', '^default', '{workspaceRoot}/package.json', '{workspaceRoot}/{package-lock.json,npm-shrinkwrap.json,yarn.lock,pnpm-lock.yaml,bun.lock}', { env: LIVE_RUN }],
    outputs: [`{workspaceRoot}/reports/{projectName}/${targetName}`],
    metadata: {
      description: 'Load the server, judge by thresholds, compare with another build or revision', technologies: ['openapi', 'autocannon'],
      help: { command: `npx nx run ${name}:${targetName} --help`, example: { options: { thresholds: 'p95<200ms,errorRate<0.1%' } } },
    },
  };
  if (recorded) return { [targetName]: common };
  return { [targetName]: { ...common, dependsOn: ['serve'], options: { spec: document, url: `http://localhost:${portOf(serve!)}` } } };
}

/** Servers elsewhere and other revisions change without any file of the workspace. */
function loadsElsewhere({ url, compare, compareRef, updateBaseline }: Readonly<Record<string, unknown>>): boolean {
  const addresses = [url ?? [], compare ?? []].flat();
  return compareRef !== undefined || updateBaseline === true || addresses.some((one) => typeof one === 'string' && /^https?:\/\//i.test(one) && !/^https?:\/\/(localhost|127(\.\d+){3}|\[::1\])(?=[:/?#]|$)/i.test(one));
}

function portOf({ options }: TargetConfiguration): number {
  const { port, env } = (options ?? {}) as { port?: unknown; env?: { PORT?: unknown } };
  return Number(port ?? env?.PORT) || DEFAULT_PORT;
}
