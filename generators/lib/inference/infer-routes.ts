import { posix } from 'node:path';
import type { TargetConfiguration } from '@nx/devkit';
import type { BackendPluginOptions } from './plugin-options';
import { ROUTES_EXECUTOR, targetNames } from './plugin-options';
import type { ProjectManifest } from './project-manifest';
import { routesCheckTarget, routesTarget } from './routes-targets';

const FRAMEWORKS = { express: 'express', fastify: 'fastify', koa: 'koa', nest: '@nestjs/core' };

/**
 * Targets for routes: one check for each recorded `routes` target, and both for a project that has
 * a document and nothing recorded.
 * @param document the project's openapi.{yaml,yml,json}, relative to the workspace's root
 */
export function inferRoutes(
  folder: string, manifest: ProjectManifest, document: string | undefined, options: BackendPluginOptions | undefined,
): Record<string, TargetConfiguration> {
  const names = targetNames(options);
  const recorded = Object.entries(manifest.targets).filter(([, { executor, options: o }]) => executor === ROUTES_EXECUTOR && o?.openapi && o.output);
  if (recorded.length > 0) {
    return Object.fromEntries(recorded.map(([name, target]) => {
      const check = checkName(name, names);
      return [check, routesCheckTarget(target.options, manifest.name, check, (target.inputs ?? []).filter((input) => typeof input === 'string'))];
    }));
  }
  if (document === undefined) return {};
  const framework = Object.entries(FRAMEWORKS).flatMap(([name, packageName]) => (manifest.packages.has(packageName) ? [name] : []));
  const settings = { openapi: document, output: posix.join(folder, 'src/routes'), ...(framework.length === 1 && { framework: framework[0] }) };
  return { [names.routes]: routesTarget(settings), [names.check]: routesCheckTarget(settings, manifest.name, names.check) };
}

/** `routes` → `routes-check`, `routes-admin` → `routes-check-admin`. */
function checkName(target: string, names: { routes: string; check: string }): string {
  return target.startsWith(names.routes) ? names.check + target.slice(names.routes.length) : `${target}-check`;
}
