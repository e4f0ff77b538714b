import { serveFastify } from '../fastify/serve';
import type { Recorder } from './recorder';
import { mountsOf, RouterBase } from './router-base';
import type { ServedRoute } from './routes';
import { serveRouter } from './serve';
import type { Value } from '../values/value';

/**
 * The routes that are served: those of applications; where the source makes no application, or
 * something is mounted that cannot be followed, those of routers that nobody mounts too.
 */
export function collectRoutes(recorder: Recorder): ServedRoute[] {
  const routers = recorder.roots.filter((root): root is RouterBase => root instanceof RouterBase);
  for (const instance of [...recorder.fastify]) if (instance.isApp) instance.settle();
  const apps = routers.filter((router) => router.isApp);
  const mountedApps = new Set(apps.flatMap((app) => reached(app)));
  const routes: ServedRoute[] = apps.filter((app) => !mountedApps.has(app)).flatMap((app) => serveRouter(recorder, app).map((route) => ({ ...route, host: app })));
  routes.push(...serveFastify(recorder, recorder.fastify));
  const unfollowed = recorder.diagnostics.some((d) => d.code === 'BACKEND_RECOVER_MOUNT_UNKNOWN');
  const orphans = routers.filter((router) => !router.isApp && !router.mounted && router.entries.length > 0);
  const inOrphans = new Set(orphans.flatMap((router) => reached(router)));
  for (const router of orphans.filter((one) => !inOrphans.has(one))) {
    const alone = apps.length === 0 && recorder.fastify.length === 0;
    if (!alone) recorder.report('BACKEND_RECOVER_UNMOUNTED', 'This router is mounted nowhere that can be seen', router.node, unfollowed ? 'Its routes are documented without the prefix they may have; mount it where the source says so.' : 'Its routes are left out; mount it, or remove it.');
    if (alone || unfollowed) routes.push(...serveRouter(recorder, router).map((route) => ({ ...route, path: { ...route.path, certain: false } })));
  }
  return routes;
}

/** The routers below one. */
function reached(router: RouterBase, seen = new Set<RouterBase>()): RouterBase[] {
  if (seen.has(router)) return [];
  seen.add(router);
  const direct = router.entries.flatMap((entry) => (entry.kind === 'use' ? mounts(entry.handlers) : []));
  return [...direct, ...direct.flatMap((inner) => reached(inner, seen))];
}

function mounts(handlers: readonly Value[]): RouterBase[] {
  return handlers.flatMap(mountsOf).map((mount) => mount.router);
}
